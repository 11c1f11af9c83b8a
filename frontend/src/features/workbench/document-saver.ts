import type { SavedFile } from '@/lib/api/types';
import { ApiError, messageOf } from '@/lib/problem';

/**
 * Saves one open file: 800 ms after the last key, at most 5 s apart, or at once when asked. Every save names the version it was based on,
 * so nobody's text is ever overwritten unseen. Plain TypeScript; the editor and the network come in through the ports.
 */
export type SaveState =
  | { kind: 'saved'; at: number | null }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  /** Tried again by itself; `network` tells a lost connection from a service that is away. */
  | { kind: 'offline'; detail: string; network: boolean }
  | { kind: 'too-large'; detail: string; size: number }
  | { kind: 'refused'; detail: string }
  /** `theirs` is null when the other side deleted the file. */
  | { kind: 'conflict'; theirs: Loaded | null };

export interface Loaded {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
}

export interface SaverPorts {
  content(): Uint8Array<ArrayBuffer>;
  put(bytes: Uint8Array<ArrayBuffer>, base: string | null): Promise<SavedFile>;
  /** The file as the service has it now; null when it is gone. */
  load(): Promise<Loaded | null>;
  /** Shows other content without counting it as an edit. */
  replace(bytes: Uint8Array<ArrayBuffer>): void;
  onState(state: SaveState): void;
}

export const AUTOSAVE_DELAY = 800;
export const AUTOSAVE_LIMIT = 5_000;
const RETRY_FIRST = 1_000;
const RETRY_LONGEST = 30_000;

export class DocumentSaver {
  state: SaveState = { kind: 'saved', at: null };
  /** The workspace revision of the newest save; Run waits for it. */
  revision = 0;
  private version = 0;
  private savedVersion = 0;
  private dirtySince = 0;
  private running: Promise<void> | null = null;
  private remote: { etag: string | null; revision: number } | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private disposed = false;

  constructor(private base: string | null, private readonly ports: SaverPorts) {}

  get etag(): string | null {
    return this.base;
  }

  get dirty(): boolean {
    return this.version !== this.savedVersion;
  }

  /** The text changed by a person's hand. */
  edited(): void {
    if (!this.dirty) this.dirtySince = Date.now();
    this.version += 1;
    if (this.state.kind === 'conflict') return;
    if (this.state.kind !== 'saving') this.become({ kind: 'dirty' });
    this.schedule(Math.min(AUTOSAVE_DELAY, Math.max(0, this.dirtySince + AUTOSAVE_LIMIT - Date.now())));
  }

  /** Saves now; true when everything typed before the call is stored. */
  async save(): Promise<boolean> {
    const wanted = this.version;
    clearTimeout(this.timer);
    for (let turn = 0; turn < 3 && this.savedVersion < wanted && !this.disposed && this.state.kind !== 'conflict'; turn += 1) {
      this.running ??= this.run().finally(() => {
        this.running = null;
      });
      await this.running;
      if (this.state.kind === 'offline' || this.state.kind === 'too-large' || this.state.kind === 'refused') break;
    }
    return this.savedVersion >= wanted;
  }

  /** The connection is back, or the person pressed "Try again". */
  retry(): void {
    if (this.dirty && this.state.kind !== 'conflict') void this.save();
  }

  /** Somebody else wrote the file (`etag`), or removed it (null). */
  async changedElsewhere(etag: string | null, revision: number): Promise<void> {
    if (this.disposed || etag === this.base) return;
    if (this.running) {
      this.remote = { etag, revision };
      return;
    }
    if (revision !== 0 && revision <= this.revision) return;
    await this.meet();
  }

  /** Our text wins: the next save replaces what the other side wrote. */
  async keepMine(): Promise<boolean> {
    if (this.state.kind !== 'conflict') return false;
    this.base = this.state.theirs?.etag ?? null;
    this.version += 1;
    this.become({ kind: 'dirty' });
    return this.save();
  }

  takeTheirs(): void {
    if (this.state.kind === 'conflict' && this.state.theirs) this.adopt(this.state.theirs);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), delay);
  }

  private async run(): Promise<void> {
    const version = this.version;
    const bytes = this.ports.content();
    this.become({ kind: 'saving' });
    try {
      const saved = await this.ports.put(bytes, this.base);
      this.base = saved.etag;
      this.revision = Math.max(this.revision, saved.revision);
      this.savedVersion = version;
      this.dirtySince = Date.now();
      this.failures = 0;
      if (this.dirty) {
        this.become({ kind: 'dirty' });
        this.schedule(AUTOSAVE_DELAY);
      } else {
        this.become({ kind: 'saved', at: Date.now() });
      }
      await this.afterRemote(saved);
    } catch (error) {
      await this.failed(error, bytes, version);
    }
  }

  private async afterRemote(saved: SavedFile): Promise<void> {
    const remote = this.remote;
    this.remote = null;
    if (remote && remote.revision > saved.revision && remote.etag !== saved.etag) await this.meet();
  }

  private async failed(error: unknown, bytes: Uint8Array<ArrayBuffer>, version: number): Promise<void> {
    this.remote = null;
    const status = error instanceof ApiError ? error.status : -1;
    if (status === 412 || status === 404) {
      await this.compare(bytes, version, error);
    } else if (status === 413) {
      this.become({ kind: 'too-large', detail: messageOf(error), size: bytes.length });
    } else if (status === 0 || status === 429 || status >= 500) {
      this.again(error, Math.min(RETRY_LONGEST, RETRY_FIRST * 2 ** this.failures));
    } else {
      this.become({ kind: 'refused', detail: messageOf(error) });
    }
  }

  /** Our base is no longer current. The same text on both sides is no conflict (a save whose answer was lost). */
  private async compare(bytes: Uint8Array<ArrayBuffer>, version: number, cause: unknown): Promise<void> {
    try {
      const theirs = await this.ports.load();
      if (this.disposed) return;
      if (theirs && same(theirs.bytes, bytes)) {
        this.base = theirs.etag;
        this.savedVersion = version;
        this.become(this.dirty ? { kind: 'dirty' } : { kind: 'saved', at: Date.now() });
        if (this.dirty) this.schedule(AUTOSAVE_DELAY);
      } else if (theirs && theirs.etag === this.base) {
        // the file is as we know it, only its place was another while the save was on its way
        this.again(cause, RETRY_FIRST);
      } else {
        this.become({ kind: 'conflict', theirs });
      }
    } catch {
      this.again(cause, RETRY_LONGEST);
    }
  }

  private again(cause: unknown, delay: number): void {
    this.failures += 1;
    this.become({ kind: 'offline', detail: messageOf(cause), network: cause instanceof ApiError && cause.status === 0 });
    this.schedule(delay);
  }

  /** Another version exists: a clean buffer takes it quietly, a dirty one asks. */
  private async meet(): Promise<void> {
    const theirs = await this.ports.load().catch(() => undefined);
    if (this.disposed || theirs === undefined || theirs?.etag === this.base) return;
    if (theirs && (!this.dirty || same(theirs.bytes, this.ports.content()))) {
      this.adopt(theirs);
    } else {
      clearTimeout(this.timer);
      this.become({ kind: 'conflict', theirs });
    }
  }

  private adopt(theirs: Loaded): void {
    clearTimeout(this.timer);
    if (!same(theirs.bytes, this.ports.content())) this.ports.replace(theirs.bytes);
    this.base = theirs.etag;
    this.savedVersion = this.version;
    this.become({ kind: 'saved', at: Date.now() });
  }

  private become(state: SaveState): void {
    this.state = state;
    if (!this.disposed) this.ports.onState(state);
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
