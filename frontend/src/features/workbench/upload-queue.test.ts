import { describe, expect, it, vi } from 'vitest';
import { AT_ONCE, progressOf, UploadQueue, type Wanted } from '@/features/workbench/upload-queue';

/** A file whose sending is ended by the test. */
function held(path: string, size = 10): Wanted & { finish: (error?: Error) => void; sends: () => number; sent: (bytes: number) => void } {
  let finish: (error?: Error) => void = () => {};
  let report: (bytes: number) => void = () => {};
  let sends = 0;
  return {
    path,
    size,
    send: (onSent, signal) => {
      sends += 1;
      report = onSent;
      return new Promise((resolve, reject) => {
        finish = (error) => (error ? reject(error) : resolve());
        signal.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
      });
    },
    finish: (error) => finish(error),
    sends: () => sends,
    sent: (bytes) => report(bytes),
  };
}

const states = (queue: UploadQueue): string[] => queue.store.getState().uploads.map(({ state }) => state);
const idOf = (queue: UploadQueue, position: number): number => queue.store.getState().uploads[position]!.id;
const settle = (): Promise<void> => vi.waitFor(() => {}).then(() => new Promise((resolve) => setTimeout(resolve)));

describe('F15 uploads', () => {
  it('sends a few at a time and tells when all have ended', async () => {
    const idle = vi.fn();
    const queue = new UploadQueue(idle);
    const files = Array.from({ length: AT_ONCE + 1 }, (_, number) => held(`f${number}`));
    queue.add(files);
    expect(states(queue)).toEqual([...Array.from({ length: AT_ONCE }, () => 'sending'), 'waiting']);
    files[0]!.finish();
    await settle();
    expect(states(queue)).toEqual(['done', ...Array.from({ length: AT_ONCE }, () => 'sending')]);
    expect(idle).not.toHaveBeenCalled();
    files.slice(1).forEach((file) => file.finish());
    await settle();
    expect(idle).toHaveBeenCalledTimes(1);
    queue.clear();
    expect(states(queue)).toEqual([]);
  });

  it('cancels what is under way and what waits, and tries again what failed', async () => {
    const queue = new UploadQueue();
    const files = Array.from({ length: AT_ONCE + 1 }, (_, number) => held(`f${number}`));
    queue.add(files);
    queue.cancelAll();
    await settle();
    expect(states(queue)).toEqual(Array.from({ length: AT_ONCE + 1 }, () => 'cancelled'));
    expect(files[AT_ONCE]!.sends()).toBe(0);
    queue.retry(idOf(queue, 0));
    files[0]!.finish(new Error('Too busy.'));
    await settle();
    expect(queue.store.getState().uploads[0]).toMatchObject({ state: 'failed', detail: 'Too busy.' });
    queue.retry(idOf(queue, 0));
    files[0]!.finish();
    await settle();
    expect(states(queue)[0]).toBe('done');
    expect(files[0]!.sends()).toBe(3);
  });

  it('sends nothing of a file that is refused', () => {
    const queue = new UploadQueue();
    const file = held('large.bin');
    queue.add([{ ...file, refusal: 'A file may have 5 MB; this one has 12 MB.' }]);
    expect(queue.store.getState().uploads[0]).toMatchObject({ state: 'failed', detail: expect.stringContaining('5 MB') as string });
    expect(file.sends()).toBe(0);
    expect(queue.canRetry(idOf(queue, 0))).toBe(false);
  });

  it('counts bytes, not files', () => {
    const queue = new UploadQueue();
    const small = held('s', 100);
    const large = held('l', 300);
    queue.add([small, large]);
    large.sent(150);
    small.sent(50);
    expect(progressOf(queue.store.getState().uploads)).toMatchObject({ files: 2, ended: 0, share: 0.5 });
  });
});
