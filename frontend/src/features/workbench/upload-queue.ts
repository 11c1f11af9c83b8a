import { createStore } from 'zustand/vanilla';
import { messageOf } from '@/lib/problem';

/** Files on their way to the session: a few at a time, each with its progress, and each can be cancelled or tried again. */
export type UploadState = 'waiting' | 'sending' | 'done' | 'failed' | 'cancelled';

export interface Upload {
  id: number;
  path: string;
  size: number;
  sent: number;
  state: UploadState;
  detail: string | null;
}

/** Sends one; rejects with what went wrong. */
export type Send = (onSent: (bytes: number) => void, signal: AbortSignal) => Promise<void>;

export interface Wanted {
  path: string;
  size: number;
  /** Why it cannot be sent at all, such as a limit; then nothing is. */
  refusal?: string | null;
  send: Send;
}

export const AT_ONCE = 3;

export class UploadQueue {
  readonly store = createStore<{ uploads: Upload[] }>(() => ({ uploads: [] }));
  private readonly sends = new Map<number, Send>();
  private readonly running = new Map<number, AbortController>();
  private next = 1;

  /** `onIdle` is told when the last of what was added has ended. */
  constructor(private readonly onIdle: () => void = () => {}) {}

  add(wanted: readonly Wanted[]): void {
    const uploads = wanted.map(({ path, size, refusal, send }): Upload => {
      const id = this.next++;
      if (!refusal) this.sends.set(id, send);
      return { id, path, size, sent: 0, state: refusal ? 'failed' : 'waiting', detail: refusal ?? null };
    });
    this.store.setState((state) => ({ uploads: [...state.uploads, ...uploads] }));
    this.pump();
  }

  cancel(id: number): void {
    this.running.get(id)?.abort();
    if (this.find(id)?.state === 'waiting') this.change(id, { state: 'cancelled' });
  }

  cancelAll(): void {
    this.store.getState().uploads.forEach(({ id }) => this.cancel(id));
  }

  canRetry(id: number): boolean {
    return this.sends.has(id) && ['failed', 'cancelled'].includes(this.find(id)?.state ?? '');
  }

  retry(id: number): void {
    if (!this.canRetry(id)) return;
    this.change(id, { state: 'waiting', sent: 0, detail: null });
    this.pump();
  }

  /** Takes what has ended off the list. */
  clear(): void {
    const ended = this.store.getState().uploads.filter(({ state }) => !isOpen(state));
    ended.forEach(({ id }) => this.sends.delete(id));
    this.store.setState(({ uploads }) => ({ uploads: uploads.filter(({ state }) => isOpen(state)) }));
  }

  private pump(): void {
    for (const { id, state } of this.store.getState().uploads) {
      if (this.running.size >= AT_ONCE) return;
      if (state === 'waiting') void this.run(id);
    }
  }

  private async run(id: number): Promise<void> {
    const send = this.sends.get(id);
    if (!send) return;
    const abort = new AbortController();
    this.running.set(id, abort);
    this.change(id, { state: 'sending' });
    try {
      await send((sent) => this.change(id, { sent }), abort.signal);
      this.change(id, { state: 'done', sent: this.find(id)?.size ?? 0 });
      this.sends.delete(id);
    } catch (error) {
      this.change(id, abort.signal.aborted ? { state: 'cancelled' } : { state: 'failed', detail: messageOf(error) });
    }
    this.running.delete(id);
    this.pump();
    if (this.running.size === 0) this.onIdle();
  }

  private find(id: number): Upload | undefined {
    return this.store.getState().uploads.find((upload) => upload.id === id);
  }

  private change(id: number, change: Partial<Upload>): void {
    this.store.setState(({ uploads }) => ({ uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)) }));
  }
}

const isOpen = (state: UploadState): boolean => state === 'waiting' || state === 'sending';

export interface Progress {
  files: number;
  ended: number;
  failed: number;
  /** Of all bytes, from 0 to 1. */
  share: number;
}

export function progressOf(uploads: readonly Upload[]): Progress {
  const counted = uploads.filter(({ state }) => state !== 'cancelled');
  const bytes = counted.reduce((sum, { size }) => sum + Math.max(1, size), 0);
  const sent = counted.reduce((sum, { size, sent: gone, state }) => sum + (isOpen(state) ? Math.min(gone, size) : Math.max(1, size)), 0);
  return { files: uploads.length, ended: uploads.filter(({ state }) => !isOpen(state)).length, failed: uploads.filter(({ state }) => state === 'failed').length, share: bytes === 0 ? 1 : sent / bytes };
}
