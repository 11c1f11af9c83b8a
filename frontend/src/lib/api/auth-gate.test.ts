import { afterEach, describe, expect, it, vi } from 'vitest';
import { AuthGate } from '@/lib/api/auth-gate';

/** The browser's lock manager as far as two tabs need it: one holder at a time, in order. */
function sharedLocks(): Pick<LockManager, 'request'> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, held: () => Promise<unknown>) => {
      const mine = last.then(() => held());
      last = mine.catch(() => {});
      return mine;
    },
  } as Pick<LockManager, 'request'>;
}

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('A2 refresh from several tabs', () => {
  it('is sent once when two tabs find the login expired together', async () => {
    vi.stubGlobal('navigator', { locks: sharedLocks() });
    const sent = vi.fn(() => Promise.resolve(true));
    const [one, two] = [new AuthGate(), new AuthGate()];
    expect(await Promise.all([one.refresh(sent), two.refresh(sent)])).toEqual([true, true]);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('is tried by the next tab when the first one failed', async () => {
    vi.stubGlobal('navigator', { locks: sharedLocks() });
    const sent = vi.fn().mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    const [one, two] = [new AuthGate(), new AuthGate()];
    expect(await Promise.all([one.refresh(sent), two.refresh(sent)])).toEqual([false, true]);
  });

  it('works without a lock manager', async () => {
    vi.stubGlobal('navigator', {});
    expect(await new AuthGate().refresh(() => Promise.resolve(true))).toBe(true);
  });
});
