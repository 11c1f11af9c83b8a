import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DocumentSaver, type Loaded, type SaveState } from '@/features/workbench/document-saver';
import type { SavedFile } from '@/lib/api/types';
import { ApiError, parseProblem } from '@/lib/problem';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const problem = (status: number, code = 'x', detail = 'refused'): ApiError => new ApiError(parseProblem(status, JSON.stringify({ code, detail })));

/** The file as the service keeps it, with versions and If-Match. */
class FakeFile {
  text: string | null = 'start';
  revision = 1;
  puts: string[] = [];
  failWith: ApiError[] = [];
  /** Holds the next answer back until it is called. */
  gate: Promise<void> = Promise.resolve();

  etag(): string {
    return `${this.text ?? ''}#${this.revision}`;
  }

  write(text: string | null): void {
    this.text = text;
    this.revision += 1;
  }

  async put(bytes: Uint8Array<ArrayBuffer>, base: string | null): Promise<SavedFile> {
    await this.gate;
    const failure = this.failWith.shift();
    if (failure) throw failure;
    const current = this.text === null ? null : this.etag();
    if (base !== current) throw problem(412, 'etag-mismatch');
    this.write(decode(bytes));
    this.puts.push(this.text ?? '');
    return { path: 'a.py', size: bytes.length, etag: this.etag(), revision: this.revision };
  }

  load(): Loaded | null {
    return this.text === null ? null : { bytes: encode(this.text), etag: this.etag() };
  }
}

describe('DocumentSaver', () => {
  let file: FakeFile;
  let text: string;
  let saver: DocumentSaver;
  let states: SaveState['kind'][];

  const type = (next: string): void => {
    text = next;
    saver.edited();
  };
  const settle = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

  beforeEach(() => {
    vi.useFakeTimers();
    file = new FakeFile();
    text = 'start';
    states = [];
    saver = new DocumentSaver(file.etag(), {
      content: () => encode(text),
      put: (bytes, base) => file.put(bytes, base),
      load: () => Promise.resolve(file.load()),
      replace: (bytes) => (text = decode(bytes)),
      onState: ({ kind }) => states.push(kind),
    });
  });

  afterEach(() => {
    saver.dispose();
    vi.useRealTimers();
  });

  it('F11 saves 800 ms after the last key', async () => {
    type('a');
    await settle(700);
    type('ab');
    await settle(799);
    expect(file.puts).toEqual([]);
    await settle(1);
    expect(file.puts).toEqual(['ab']);
    expect(states).toEqual(['dirty', 'dirty', 'saving', 'saved']);
  });

  it('F11 saves at most five seconds apart while somebody types on', async () => {
    for (let tick = 1; tick <= 26; tick += 1) {
      type('x'.repeat(tick));
      await settle(400);
    }
    expect(file.puts.length).toBe(2);
  });

  it('F11 saves at once on demand, and tells whether everything is stored', async () => {
    type('run me');
    await expect(saver.save()).resolves.toBe(true);
    expect(file.text).toBe('run me');
    expect(saver.revision).toBe(file.revision);
  });

  it('F8 makes one version of one save', async () => {
    type('a');
    await Promise.all([saver.save(), saver.save(), saver.save()]);
    await settle(10_000);
    expect(file.puts).toEqual(['a']);
  });

  it('saves again what was typed while a save was on its way', async () => {
    let open = (): void => {};
    file.gate = new Promise((resolve) => (open = resolve));
    type('one');
    const first = saver.save();
    type('two');
    const second = saver.save();
    open();
    await expect(first).resolves.toBe(true);
    await expect(second).resolves.toBe(true);
    expect(file.puts).toEqual(['one', 'two']);
    expect(saver.state.kind).toBe('saved');
  });

  it('F10 reloads a clean buffer quietly', async () => {
    file.write('theirs');
    await saver.changedElsewhere(file.etag(), file.revision);
    expect(text).toBe('theirs');
    expect(saver.dirty).toBe(false);
    expect(saver.etag).toBe(file.etag());
    expect(saver.state.kind).toBe('saved');
  });

  it('F10 asks when both sides changed, and saves nothing meanwhile', async () => {
    type('mine');
    file.write('theirs');
    await saver.changedElsewhere(file.etag(), file.revision);
    expect(saver.state.kind).toBe('conflict');
    type('mine, more');
    await settle(60_000);
    expect(file.puts).toEqual([]);
    expect(text).toBe('mine, more');
  });

  it('F10 keeps mine over theirs', async () => {
    type('mine');
    file.write('theirs');
    await saver.save();
    expect(saver.state).toMatchObject({ kind: 'conflict', theirs: { etag: file.etag() } });
    await expect(saver.keepMine()).resolves.toBe(true);
    expect(file.text).toBe('mine');
  });

  it('F10 takes theirs', async () => {
    type('mine');
    file.write('theirs');
    await saver.save();
    saver.takeTheirs();
    expect(text).toBe('theirs');
    expect(saver.dirty).toBe(false);
    type('theirs and more');
    await saver.save();
    expect(file.text).toBe('theirs and more');
  });

  it('F10 offers to save a deleted file again', async () => {
    file.write(null);
    await saver.changedElsewhere(null, file.revision);
    expect(saver.state).toEqual({ kind: 'conflict', theirs: null });
    await expect(saver.keepMine()).resolves.toBe(true);
    expect(file.text).toBe('start');
  });

  it('F9 takes a 412 for the same text as saved: the answer to the first try was lost', async () => {
    type('same');
    file.write('same');
    await expect(saver.save()).resolves.toBe(true);
    expect(saver.state.kind).toBe('saved');
    expect(saver.etag).toBe(file.etag());
  });

  it('keeps a change of the other side that came while a save was on its way', async () => {
    let open = (): void => {};
    file.gate = new Promise((resolve) => (open = resolve));
    type('mine');
    const save = saver.save();
    const next = file.revision + 2;
    await saver.changedElsewhere('later', next);
    open();
    await save;
    file.write('theirs after mine');
    await saver.changedElsewhere(file.etag(), next);
    expect(text).toBe('theirs after mine');
  });

  it('F3 keeps the text after a 413 and says the size', async () => {
    file.failWith = [problem(413, 'file-too-large', 'A file has at most 5,242,880 bytes; this one has 5,242,881.')];
    type('too much');
    await expect(saver.save()).resolves.toBe(false);
    expect(saver.state).toEqual({ kind: 'too-large', detail: 'A file has at most 5,242,880 bytes; this one has 5,242,881.', size: 8 });
    expect(text).toBe('too much');
    type('fits');
    await settle(800);
    expect(file.text).toBe('fits');
  });

  it('X4 keeps the text without a connection and saves it after', async () => {
    file.failWith = [problem(0), problem(503), problem(0)];
    type('offline work');
    await settle(800);
    expect(saver.state.kind).toBe('offline');
    await settle(1_000);
    expect(saver.state.kind).toBe('offline');
    await settle(2_000 + 4_000);
    expect(file.text).toBe('offline work');
    expect(saver.state.kind).toBe('saved');
  });

  it('saves at once when the network is back', async () => {
    file.failWith = [problem(0)];
    type('a');
    await saver.save();
    saver.retry();
    await settle(0);
    expect(file.text).toBe('a');
  });

  it('does nothing more once disposed', async () => {
    type('gone');
    saver.dispose();
    await settle(10_000);
    expect(file.puts).toEqual([]);
  });

  it('F10 tries again when the file was only at another place while the save was on its way', async () => {
    file.failWith.push(problem(412, 'etag-mismatch'));
    type('typed');
    await settle(800);
    expect(saver.state.kind).toBe('offline');
    await settle(2_000);
    expect(saver.state.kind).toBe('saved');
    expect(file.text).toBe('typed');
  });
});
