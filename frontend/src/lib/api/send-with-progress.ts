import { ensureSignedIn } from '@/lib/api/http';
import { ApiError, networkProblem, parseProblem } from '@/lib/problem';

export interface Sending {
  method: 'PUT' | 'POST';
  url: string;
  body: Blob | FormData;
  headers: Record<string, string>;
  /** Bytes that have left so far. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

const MOST_TRIES = 4;

/** Sends a large body and tells how much of it is gone, which fetch cannot. Waits out a service that is busy or away. */
export async function sendWithProgress(sending: Sending): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, text, retryAfter, requestId } = await once(sending);
    if (status >= 200 && status < 300) return text === '' ? undefined : (JSON.parse(text) as unknown);
    const error = new ApiError(parseProblem(status, text), requestId);
    if (attempt === MOST_TRIES) throw error;
    if (status === 401) {
      if (!(await ensureSignedIn())) throw error;
    } else if (status === 429 || status === 503) {
      await pause(Math.min(10, retryAfter ?? attempt) * 1000, sending.signal);
    } else throw error;
  }
}

interface Answer {
  status: number;
  text: string;
  retryAfter: number | null;
  requestId: string | undefined;
}

function once({ method, url, body, headers, onSent, signal }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const settled = (finish: () => void) => (): void => {
      signal.removeEventListener('abort', abort);
      finish();
    };
    request.open(method, url);
    Object.entries({ 'X-Requested-With': 'cove', Accept: 'application/json, application/problem+json', ...headers }).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = settled(() =>
      resolve({
        status: request.status,
        text: request.responseText,
        retryAfter: Number(request.getResponseHeader('Retry-After')) || null,
        requestId: request.getResponseHeader('X-Request-Id') ?? undefined,
      }),
    );
    request.onerror = settled(() => reject(new ApiError(networkProblem())));
    request.onabort = settled(() => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', abort);
    request.send(body);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('Cancelled', 'AbortError'));
    });
  });
}
