import { authGate } from '@/lib/api/auth-gate';
import { ApiError, networkProblem, parseProblem } from '@/lib/problem';

/** Names this tab to the services, so that it recognises the echo of its own saves. */
export const clientId: string = globalThis.crypto?.randomUUID?.() ?? `tab-${Math.random().toString(36).slice(2)}${Date.now().toString(36)}`;

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** `throw` gives a 401 to the caller at once; the default refreshes, asks and repeats. */
  onUnauthenticated?: 'ask' | 'throw';
}

export function query(parameters: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** A raw answer with a 2xx status; anything else is thrown as an ApiError. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  for (;;) {
    const response = await once(path, options);
    if (response.ok) return response;
    const problem = parseProblem(response.status, await response.text().catch(() => ''));
    const error = new ApiError(problem, response.headers.get('X-Request-Id') ?? undefined);
    if (response.status !== 401 || options.onUnauthenticated === 'throw') throw error;
    if (!(await ensureSignedIn())) throw error;
  }
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, { ...options, headers: { Accept: 'application/json, application/problem+json', ...options.headers } });
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => request<T>(path, { signal });
export const post = <T>(path: string, json?: unknown): Promise<T> => request<T>(path, { method: 'POST', json });
export const patch = <T>(path: string, json: unknown): Promise<T> => request<T>(path, { method: 'PATCH', json });
export const put = <T>(path: string, json: unknown): Promise<T> => request<T>(path, { method: 'PUT', json });
export const del = <T>(path: string): Promise<T> => request<T>(path, { method: 'DELETE' });

/** Gets the login back: silently if it can, else by the dialog. False when nobody was signed in here. */
export async function ensureSignedIn(): Promise<boolean> {
  const before = authGate.signIns;
  if (await authGate.refresh(refreshOnce)) return true;
  // the person was quicker than the refusal of the refresh: nobody is asked a second time
  if (authGate.signIns !== before) return true;
  const asked = authGate.ask();
  if (!asked) return false;
  return asked.then(
    () => true,
    () => false,
  );
}

async function refreshOnce(): Promise<boolean> {
  const response = await once('/api/auth/refresh', { method: 'POST' });
  return response.ok;
}

async function once(path: string, { method = 'GET', json, body, headers, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      signal,
      body: json === undefined ? body : JSON.stringify(json),
      headers: {
        'X-Requested-With': 'cove',
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(networkProblem());
  }
}
