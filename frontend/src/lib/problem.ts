/** RFC 9457 problem details; the interface switches on `code`, never on text. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  traceId?: string;
  errors: { field: string; message: string }[];
  /** Everything else the service added, such as `limit`, `size` or `etag`. */
  extra: Record<string, unknown>;
}

export class ApiError extends Error {
  constructor(readonly problem: Problem, readonly requestId?: string) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  fieldErrors(): Record<string, string> {
    return Object.fromEntries(this.problem.errors.map(({ field, message }) => [field, message]));
  }
}

const KNOWN = new Set(['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId', 'errors']);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A problem out of whatever came back: a proper problem, other JSON, or an HTML page of a proxy. */
export function parseProblem(status: number, body: string): Problem {
  const source = parseObject(body);
  const type = text(source.type) ?? 'about:blank';
  const code = text(source.code) ?? (type.startsWith('urn:cove:problem:') ? type.slice('urn:cove:problem:'.length) : `http-${status}`);
  const errors = Array.isArray(source.errors)
    ? source.errors.flatMap((entry: unknown) => {
        const { field, message } = (entry ?? {}) as Record<string, unknown>;
        return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
      })
    : [];
  return {
    type,
    title: text(source.title) ?? titleOf(status),
    status,
    detail: text(source.detail) ?? titleOf(status),
    code,
    traceId: text(source.traceId),
    errors,
    extra: Object.fromEntries(Object.entries(source).filter(([key]) => !KNOWN.has(key))),
  };
}

export function networkProblem(): Problem {
  return {
    type: 'about:blank',
    title: 'No connection',
    status: 0,
    detail: 'The server cannot be reached. Check the connection; nothing you typed is lost.',
    code: 'network',
    errors: [],
    extra: {},
  };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function titleOf(status: number): string {
  if (status === 0) return 'No connection';
  if (status === 401) return 'You are not signed in.';
  if (status === 403) return 'You may not do this.';
  if (status === 404) return 'This does not exist, or it is not yours.';
  if (status === 413) return 'This is too large.';
  if (status === 429) return 'Too many requests. Wait a moment and try again.';
  if (status >= 500) return 'The service could not answer. Try again in a moment.';
  return 'The request was refused.';
}

/** A sentence for people, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.problem.errors[0]?.message ?? error.message;
  return error instanceof Error ? error.message : 'Something went wrong.';
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof ApiError && codes.includes(error.code);
}
