import { ApiError } from '@/lib/problem';

/** One of the person's sandboxes that takes up a place. */
export interface RunningSandbox {
  sessionId: string;
  name: string;
  since: string | null;
}

/** The running ones that a refused start lists. */
export function runningOf(error: unknown): RunningSandbox[] {
  const listed = error instanceof ApiError ? error.problem.extra.running : undefined;
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((entry: unknown) => {
    const { sessionId, name, since } = (entry ?? {}) as Record<string, unknown>;
    return typeof sessionId === 'string' ? [{ sessionId, name: typeof name === 'string' && name !== '' ? name : 'A session', since: typeof since === 'string' ? since : null }] : [];
  });
}

const PERIOD = 500;
export const STOP_LIMIT = 30_000;

/** Resolves once `state` answers that the place is free; false after half a minute. */
export async function untilStopped(state: () => Promise<string>, limit = STOP_LIMIT): Promise<boolean> {
  for (const end = Date.now() + limit; Date.now() <= end; ) {
    const now = await state().catch(() => 'UNKNOWN');
    if (now === 'STOPPED' || now === 'FAILED') return true;
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
  return false;
}
