import { indexedStore } from '@/features/workbench/journal-store';

/** Unsaved text survives a reload, a crash or ten minutes without a network: it is kept in this browser until its save is confirmed. */
export interface JournalEntry {
  text: string;
  /** The version the text was made from; null for a file that is not stored yet. */
  base: string | null;
  /** When it was written, in milliseconds since 1970. */
  at: number;
}

/** Where entries are kept. Calls take effect in the order in which they were made. */
export interface JournalStore {
  put(key: string, entry: JournalEntry): Promise<void>;
  remove(key: string): Promise<void>;
  get(key: string): Promise<JournalEntry | null>;
  keys(prefix: string): Promise<string[]>;
}

export const JOURNAL_DELAY = 200;
/** What a closing page still has time for goes to the one storage that answers at once, and that has little room. */
const LAST_WORDS_LIMIT = 1_000_000;
const LAST_WORDS = 'cove.unsaved.';

type Draft = () => Omit<JournalEntry, 'at'> | null;

/** The unsaved texts of one session. */
export class Journal {
  private readonly waiting = new Map<string, { draft: Draft; timer: ReturnType<typeof setTimeout> }>();
  /** Handed to the store, which has not answered yet. */
  private readonly writing = new Map<string, JournalEntry>();

  constructor(
    private readonly sessionId: string,
    private readonly store: JournalStore = indexedStore(),
  ) {}

  /** Writes what `draft` gives a moment later, also while somebody types without a pause. */
  keep(path: string, draft: Draft): void {
    if (this.waiting.has(path)) return;
    const timer = setTimeout(() => this.write(path), JOURNAL_DELAY);
    this.waiting.set(path, { draft, timer });
  }

  /** Writes now what was waiting; for the moment before the page goes. */
  flush(): void {
    [...this.waiting.keys()].forEach((path) => this.write(path));
    this.writing.forEach((entry, path) => {
      if (entry.text.length <= LAST_WORDS_LIMIT) lastWords.put(this.keyOf(path), entry);
    });
  }

  async read(path: string): Promise<JournalEntry | null> {
    const kept = await this.store.get(this.keyOf(path)).catch(() => null);
    const last = lastWords.get(this.keyOf(path));
    return last && (!kept || last.at > kept.at) ? last : kept;
  }

  async paths(): Promise<string[]> {
    const prefix = this.keyOf('');
    const kept = await this.store.keys(prefix).catch(() => []);
    return [...new Set([...kept, ...lastWords.keys(prefix)])].map((key) => key.slice(prefix.length));
  }

  /** The text is stored, or given up. */
  clear(path: string): void {
    clearTimeout(this.waiting.get(path)?.timer);
    this.waiting.delete(path);
    this.writing.delete(path);
    lastWords.remove(this.keyOf(path));
    void this.store.remove(this.keyOf(path)).catch(() => {});
  }

  private write(path: string): void {
    const waiting = this.waiting.get(path);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(path);
    const draft = waiting.draft();
    if (!draft) return;
    const entry = { ...draft, at: Date.now() };
    this.writing.set(path, entry);
    void this.store.put(this.keyOf(path), entry).then(
      () => this.writing.get(path) === entry && this.writing.delete(path),
      () => {},
    );
  }

  private keyOf(path: string): string {
    return `${this.sessionId}/${path}`;
  }
}

/** The browser's synchronous storage. Full or forbidden, it costs the last keystrokes of a page that dies, nothing else. */
const lastWords = {
  put(key: string, entry: JournalEntry): void {
    attempt(() => localStorage.setItem(LAST_WORDS + key, JSON.stringify(entry)), undefined);
  },
  get(key: string): JournalEntry | null {
    return attempt(() => {
      const entry = JSON.parse(localStorage.getItem(LAST_WORDS + key) ?? 'null') as Partial<JournalEntry> | null;
      return entry && typeof entry.text === 'string' ? { text: entry.text, base: entry.base ?? null, at: entry.at ?? 0 } : null;
    }, null);
  },
  remove(key: string): void {
    attempt(() => localStorage.removeItem(LAST_WORDS + key), undefined);
  },
  keys(prefix: string): string[] {
    const start = LAST_WORDS + prefix;
    return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start)), []).map((key) => key.slice(LAST_WORDS.length));
  },
};

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
