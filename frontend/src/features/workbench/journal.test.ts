import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Journal, JOURNAL_DELAY, type JournalEntry, type JournalStore } from '@/features/workbench/journal';

/** A store that answers when it is told to, as a busy disk does. */
class FakeStore implements JournalStore {
  readonly kept = new Map<string, JournalEntry>();
  stuck = false;

  async put(key: string, entry: JournalEntry): Promise<void> {
    if (this.stuck) return new Promise(() => {});
    this.kept.set(key, entry);
  }

  async remove(key: string): Promise<void> {
    this.kept.delete(key);
  }

  async get(key: string): Promise<JournalEntry | null> {
    return this.kept.get(key) ?? null;
  }

  async keys(prefix: string): Promise<string[]> {
    return [...this.kept.keys()].filter((key) => key.startsWith(prefix));
  }
}

describe('F12 the journal', () => {
  let store: FakeStore;
  let journal: Journal;

  beforeEach(() => {
    vi.useFakeTimers();
    store = new FakeStore();
    journal = new Journal('s1', store);
  });
  afterEach(() => vi.useRealTimers());

  it('writes while somebody types without a pause', async () => {
    let text = '';
    for (let key = 0; key < 10; key += 1) {
      text += 'x';
      journal.keep('a.py', () => ({ text, base: 'e1' }));
      await vi.advanceTimersByTimeAsync(JOURNAL_DELAY / 4);
    }
    expect(store.kept.get('s1/a.py')?.text.length).toBeGreaterThan(3);
    await vi.advanceTimersByTimeAsync(JOURNAL_DELAY);
    expect(await journal.read('a.py')).toMatchObject({ text, base: 'e1' });
  });

  it('keeps nothing of a text that was saved meanwhile', async () => {
    journal.keep('a.py', () => null);
    await vi.advanceTimersByTimeAsync(JOURNAL_DELAY);
    expect(await journal.paths()).toEqual([]);
  });

  it('forgets what is stored, also what was still waiting', async () => {
    journal.keep('a.py', () => ({ text: 'x', base: null }));
    journal.clear('a.py');
    await vi.advanceTimersByTimeAsync(JOURNAL_DELAY * 2);
    expect(await journal.read('a.py')).toBeNull();
  });

  it('has the newest text although the page went before the disk answered', async () => {
    journal.keep('a.py', () => ({ text: 'old', base: 'e1' }));
    await vi.advanceTimersByTimeAsync(JOURNAL_DELAY);
    store.stuck = true;
    journal.keep('a.py', () => ({ text: 'newest', base: 'e1' }));
    await vi.advanceTimersByTimeAsync(1);
    journal.flush();
    const next = new Journal('s1', store);
    expect(await next.paths()).toEqual(['a.py']);
    expect((await next.read('a.py'))?.text).toBe('newest');
    next.clear('a.py');
    expect(await next.read('a.py')).toBeNull();
  });

  it('knows its session only', async () => {
    journal.keep('a.py', () => ({ text: 'x', base: null }));
    await vi.advanceTimersByTimeAsync(JOURNAL_DELAY);
    expect(await new Journal('s2', store).paths()).toEqual([]);
  });

  it('goes on without a store that answers', async () => {
    const broken = new Journal('s1', { put: () => Promise.reject(new Error('no')), remove: () => Promise.reject(new Error('no')), get: () => Promise.reject(new Error('no')), keys: () => Promise.reject(new Error('no')) });
    broken.keep('a.py', () => ({ text: 'kept by the last words', base: null }));
    await vi.advanceTimersByTimeAsync(JOURNAL_DELAY);
    broken.flush();
    expect((await broken.read('a.py'))?.text).toBe('kept by the last words');
  });
});
