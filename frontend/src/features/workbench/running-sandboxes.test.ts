import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runningOf, STOP_LIMIT, untilStopped } from '@/features/workbench/running-sandboxes';
import { ApiError, parseProblem } from '@/lib/problem';

const refused = (running: unknown): ApiError => new ApiError(parseProblem(409, JSON.stringify({ type: 'urn:cove:problem:sandbox-limit', detail: 'At most 3.', running })));

describe('runningOf', () => {
  it('lists what the refused start tells', () => {
    expect(runningOf(refused([{ sessionId: 's1', name: 'One', state: 'RUNNING', since: '2026-01-01T00:00:00Z' }, { sessionId: 's2' }]))).toEqual([
      { sessionId: 's1', name: 'One', since: '2026-01-01T00:00:00Z' },
      { sessionId: 's2', name: 'A session', since: null },
    ]);
  });

  it.each([undefined, 'none', [null, 3, {}]])('is empty for %j', (running) => {
    expect(runningOf(refused(running))).toEqual([]);
  });
});

describe('untilStopped', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for the place and bears an answer that does not come', async () => {
    const answers = ['RUNNING', null, 'STOPPING', 'STOPPED'];
    const freed = untilStopped(() => {
      const state = answers.shift();
      return state ? Promise.resolve(state) : Promise.reject(new Error('no answer'));
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await freed).toBe(true);
  });

  it('gives up after half a minute', async () => {
    const freed = untilStopped(() => Promise.resolve('STOPPING'));
    await vi.advanceTimersByTimeAsync(STOP_LIMIT + 1_000);
    expect(await freed).toBe(false);
  });
});
