import { createStore } from 'zustand/vanilla';
import { DocumentSaver, type Loaded, type SaveState } from '@/features/workbench/document-saver';
import { decodeText, loadFile, saveFile } from '@/features/workbench/file-api';
import { clearJournal, journalledPaths, readJournal, writeJournal } from '@/features/workbench/journal';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { clientId } from '@/lib/api/http';
import type { FilesChanged } from '@/lib/api/types';
import { loadMonaco, type Monaco } from '@/lib/monaco/load';
import { isImage, isInside, languageOf } from '@/lib/paths';

/** The files open in one workbench: their tabs, their Monaco models, and a saver each. */
export type DocumentView =
  | { kind: 'loading' }
  | { kind: 'text'; state: SaveState; etag: string | null }
  | { kind: 'image' | 'binary'; size: number; etag: string }
  | { kind: 'missing' }
  | { kind: 'error'; error: unknown };

export interface DocumentsState {
  tabs: string[];
  active: string | null;
  /** The tab that the next single click replaces. */
  preview: string | null;
  views: Record<string, DocumentView>;
}

interface OpenText {
  model: Monaco.editor.ITextModel;
  saver: DocumentSaver;
  quiet: boolean;
}

const JOURNAL_DELAY = 250;

export class Documents {
  readonly store = createStore<DocumentsState>(() => ({ tabs: [], active: null, preview: null, views: {} }));
  private readonly texts = new Map<string, OpenText>();
  private readonly journalTimers = new Map<string, ReturnType<typeof setTimeout>>();
  private disposed = false;

  constructor(readonly sessionId: string) {}

  /** Opens again what was open the last time, and whatever has unsaved text from then. */
  restore(fallback: string | null): void {
    const layout = readLayout(this.sessionId);
    const tabs = [...new Set([...layout.tabs, ...journalledPaths(this.sessionId)])];
    const shown = tabs.length > 0 ? tabs : fallback ? [fallback] : [];
    this.store.setState({ tabs: shown, active: layout.active && shown.includes(layout.active) ? layout.active : (shown[0] ?? null) });
    shown.forEach((path) => void this.load(path));
  }

  open(path: string, { preview = false } = {}): void {
    const { tabs, preview: before } = this.store.getState();
    if (!tabs.includes(path)) {
      const position = preview && before ? tabs.indexOf(before) : -1;
      if (position >= 0 && before) this.forget(before);
      const next = position >= 0 ? tabs.with(position, path) : [...tabs, path];
      this.store.setState({ tabs: next, preview: preview ? path : this.store.getState().preview });
      void this.load(path);
    } else if (!preview && before === path) {
      this.store.setState({ preview: null });
    }
    this.activate(path);
  }

  activate(path: string): void {
    const leaving = this.store.getState().active;
    if (leaving && leaving !== path) void this.texts.get(leaving)?.saver.save();
    this.store.setState({ active: path });
    this.remember();
  }

  async close(path: string): Promise<void> {
    const text = this.texts.get(path);
    if (text?.saver.dirty) await text.saver.save();
    const { tabs, active, preview } = this.store.getState();
    const position = tabs.indexOf(path);
    if (position < 0) return;
    const rest = tabs.filter((tab) => tab !== path);
    this.forget(path);
    this.store.setState({
      tabs: rest,
      active: active === path ? (rest[Math.min(position, rest.length - 1)] ?? null) : active,
      preview: preview === path ? null : preview,
    });
    this.remember();
  }

  /** Closes a file without saving what is left of it. */
  async discard(path: string): Promise<void> {
    this.texts.get(path)?.saver.dispose();
    clearJournal(this.sessionId, path);
    this.forget(path);
    await this.close(path);
  }

  model(path: string): Monaco.editor.ITextModel | null {
    return this.texts.get(path)?.model ?? null;
  }

  saver(path: string): DocumentSaver | null {
    return this.texts.get(path)?.saver ?? null;
  }

  isDirty(): boolean {
    return [...this.texts.values()].some(({ saver }) => saver.dirty);
  }

  /** Saves everything; true when all of it is stored. */
  async saveAll(): Promise<boolean> {
    const results = await Promise.all([...this.texts.values()].map(({ saver }) => saver.save()));
    return results.every(Boolean);
  }

  retryAll(): void {
    this.texts.forEach(({ saver }) => saver.retry());
  }

  /** The newest workspace revision that a save from here has made. */
  revision(): number {
    return Math.max(0, ...[...this.texts.values()].map(({ saver }) => saver.revision));
  }

  /** Live changes: renamed files keep their tab, changed ones are met by their saver, our own are known already. */
  changed(message: FilesChanged): void {
    const own = message.clientId === clientId;
    for (const change of message.changes) {
      if (change.kind === 'MOVE' && change.from) {
        this.moved(change.from, change.path);
      } else if (change.kind === 'DELETE') {
        this.openInside(change.path).forEach((path) => void this.removed(path, message.revision));
      } else if (!own) {
        const text = this.texts.get(change.path);
        if (text) void text.saver.changedElsewhere(change.etag ?? null, message.revision);
        else if (this.store.getState().tabs.includes(change.path)) void this.load(change.path);
      }
    }
  }

  /** After a gap in the live events: every open file is compared with the tree. */
  resync(etags: ReadonlyMap<string, string | null>, revision: number): void {
    for (const [path, { saver }] of this.texts) {
      const etag = etags.get(path);
      if (etag) void saver.changedElsewhere(etag, revision);
    }
  }

  moved(from: string, to: string): void {
    const { tabs, active, preview, views } = this.store.getState();
    const rename = (path: string): string => (isInside(path, from) ? to + path.slice(from.length) : path);
    const affected = tabs.filter((path) => isInside(path, from));
    if (affected.length === 0) return;
    for (const path of affected) void this.rebind(path, rename(path));
    this.store.setState({
      tabs: [...new Set(tabs.map(rename))],
      active: active === null ? null : rename(active),
      preview: preview === null ? null : rename(preview),
      views: Object.fromEntries(Object.entries(views).map(([path, view]) => [rename(path), view])),
    });
    this.remember();
  }

  dispose(): void {
    this.disposed = true;
    this.texts.forEach(({ model, saver }) => {
      saver.dispose();
      model.dispose();
    });
    this.journalTimers.forEach((timer) => clearTimeout(timer));
    this.texts.clear();
  }

  /** Reads a file (again) and decides how it is shown. */
  async load(path: string): Promise<void> {
    if (this.texts.has(path)) return;
    this.show(path, { kind: 'loading' });
    try {
      const [monaco, loaded] = await Promise.all([isImage(path) ? null : loadMonaco(), loadFile(this.sessionId, path)]);
      if (this.disposed || !this.store.getState().tabs.includes(path) || this.texts.has(path)) return;
      const journal = readJournal(this.sessionId, path);
      if (!loaded && !journal) {
        this.show(path, { kind: 'missing' });
        return;
      }
      const text = loaded && !isImage(path) ? decodeText(loaded.bytes) : null;
      if (monaco && (text !== null || (!loaded && journal))) this.edit(monaco, path, text ?? '', loaded?.etag ?? null, journal);
      else if (loaded) this.show(path, { kind: isImage(path) ? 'image' : 'binary', size: loaded.bytes.length, etag: loaded.etag });
    } catch (error) {
      if (!this.disposed) this.show(path, { kind: 'error', error });
    }
  }

  private edit(monaco: typeof Monaco, path: string, text: string, etag: string | null, journal: ReturnType<typeof readJournal>): void {
    const uri = monaco.Uri.file(`/workspace/${path}`);
    monaco.editor.getModel(uri)?.dispose();
    const model = monaco.editor.createModel(text, languageOf(path), uri);
    const open: OpenText = { model, quiet: false, saver: this.makeSaver(path, etag, () => open) };
    this.texts.set(path, open);
    this.listen(path, open);
    this.show(path, { kind: 'text', state: open.saver.state, etag });
    if (journal && journal.text !== text) {
      // the saver starts from the version the text was based on, so a file that moved on in the meantime becomes a conflict
      open.saver.dispose();
      open.saver = this.makeSaver(path, journal.base, () => open);
      model.setValue(journal.text);
    } else if (journal) {
      clearJournal(this.sessionId, path);
    }
  }

  private listen(path: string, open: OpenText): void {
    open.model.onDidChangeContent(() => {
      if (open.quiet) return;
      const current = this.pathOf(open) ?? path;
      open.saver.edited();
      if (this.store.getState().preview === current) this.store.setState({ preview: null });
      clearTimeout(this.journalTimers.get(current));
      this.journalTimers.set(
        current,
        setTimeout(() => {
          if (open.saver.dirty) writeJournal(this.sessionId, current, { text: open.model.getValue(), base: open.saver.etag });
        }, JOURNAL_DELAY),
      );
    });
  }

  private makeSaver(path: string, etag: string | null, open: () => OpenText): DocumentSaver {
    const here = (): string => this.pathOf(open()) ?? path;
    const saver = new DocumentSaver(etag, {
      content: () => new TextEncoder().encode(open().model.getValue(undefined, true)),
      put: (bytes, base) => saveFile(this.sessionId, here(), bytes, base),
      load: () => loadFile(this.sessionId, here()),
      replace: (bytes) => this.replace(open(), bytes),
      onState: (state) => {
        if (state.kind === 'saved') clearJournal(this.sessionId, here());
        this.show(here(), { kind: 'text', state, etag: saver.etag });
      },
    });
    return saver;
  }

  /** Other content in the same model: the cursor and the undo history stay. */
  private replace(open: OpenText, bytes: Uint8Array<ArrayBuffer>): void {
    const text = decodeText(bytes as Loaded['bytes']);
    if (text === null) return;
    open.quiet = true;
    open.model.pushEditOperations([], [{ range: open.model.getFullModelRange(), text: text.replace(/^\uFEFF/, '') }], () => null);
    open.quiet = false;
  }

  private async removed(path: string, revision: number): Promise<void> {
    const text = this.texts.get(path);
    if (text) await text.saver.changedElsewhere(null, revision);
    else await this.load(path);
  }

  private async rebind(from: string, to: string): Promise<void> {
    const text = this.texts.get(from);
    if (!text) return;
    this.texts.delete(from);
    const monaco = await loadMonaco();
    if (this.disposed) return;
    // a model cannot change its address: a new one takes the text over
    const uri = monaco.Uri.file(`/workspace/${to}`);
    const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(text.model.getValue(), languageOf(to), uri);
    const before = text.model;
    text.model = model;
    this.texts.set(to, text);
    this.listen(to, text);
    this.show(to, { kind: 'text', state: text.saver.state, etag: text.saver.etag });
    before.dispose();
  }

  private openInside(folder: string): string[] {
    return this.store.getState().tabs.filter((path) => isInside(path, folder));
  }

  private pathOf(open: OpenText | undefined): string | null {
    for (const [path, text] of this.texts) if (text === open) return path;
    return null;
  }

  private show(path: string, view: DocumentView): void {
    if (!this.disposed && this.store.getState().tabs.includes(path)) this.store.setState(({ views }) => ({ views: { ...views, [path]: view } }));
  }

  private forget(path: string): void {
    const text = this.texts.get(path);
    text?.saver.dispose();
    text?.model.dispose();
    this.texts.delete(path);
    this.store.setState(({ views }) => ({ views: Object.fromEntries(Object.entries(views).filter(([key]) => key !== path)) }));
  }

  private remember(): void {
    const { tabs, active } = this.store.getState();
    writeLayout(this.sessionId, { tabs, active });
  }
}
