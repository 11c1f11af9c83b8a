import { createStore } from 'zustand/vanilla';
import type { DocumentSaver, SaveState } from '@/features/workbench/document-saver';
import { decodeText, loadFile, ONLY_IN_SANDBOX } from '@/features/workbench/file-api';
import { Journal } from '@/features/workbench/journal';
import { readLayout, withRecent, writeLayout } from '@/features/workbench/layout-store';
import { OpenText } from '@/features/workbench/open-text';
import { closeTab, moveTabs, NO_TABS, openTab, shownPath, splitTab, unsplit, type Pane, type TabState } from '@/features/workbench/tab-state';
import { clientId } from '@/lib/api/http';
import type { FilesChanged } from '@/lib/api/types';
import { loadMonaco, type Monaco } from '@/lib/monaco/load';
import { isImage, isInside } from '@/lib/paths';
import { hasCode, ApiError } from '@/lib/problem';

/** The files open in one workbench: their tabs, and a text or a picture each. */
export type DocumentView =
  | { kind: 'loading' }
  | { kind: 'text'; state: SaveState; etag: string | null }
  | { kind: 'image' | 'binary' | 'large'; size: number; etag: string }
  /** Over a limit: the sandbox has it, and it is not stored. */
  | { kind: 'only-in-sandbox'; size: number }
  | { kind: 'missing' }
  | { kind: 'error'; error: unknown };

/** Where the cursor goes when a file is opened at a place. */
export interface Place {
  path: string;
  line: number;
  column: number;
}

export interface DocumentsState extends TabState {
  views: Record<string, DocumentView>;
  place: Place | null;
}

export interface OpenOptions {
  preview?: boolean;
  line?: number;
  column?: number;
}

/** Texts beyond this open when asked for: they are rarely meant to be edited, and highlighting them costs time. */
export const LARGE_TEXT = 2 * 1024 * 1024;

export class Documents {
  readonly store = createStore<DocumentsState>(() => ({ ...NO_TABS, views: {}, place: null }));
  readonly journal: Journal;
  private readonly texts = new Map<string, OpenText>();
  private disposed = false;

  constructor(readonly sessionId: string) {
    this.journal = new Journal(sessionId);
  }

  /** Opens again what was open the last time, and whatever has unsaved text from then. */
  async restore(fallback: string | null): Promise<void> {
    const unsaved = await this.journal.paths();
    if (this.disposed || this.store.getState().tabs.length > 0) return;
    const layout = readLayout(this.sessionId);
    const known = [...new Set([...layout.tabs, ...unsaved])];
    const tabs = known.length > 0 ? known : fallback ? [fallback] : [];
    const open = (path: string | null | undefined): string | null => (path && tabs.includes(path) ? path : null);
    this.store.setState({ tabs, active: open(layout.active) ?? tabs[0] ?? null, side: open(layout.side), preview: open(layout.preview) });
    tabs.forEach((path) => void this.load(path));
  }

  open(path: string, { preview = false, line, column = 1 }: OpenOptions = {}): void {
    const before = this.store.getState();
    this.become(openTab(before, path, preview));
    before.tabs.filter((tab) => !this.store.getState().tabs.includes(tab)).forEach((tab) => this.forget(tab));
    if (!before.tabs.includes(path)) void this.load(path);
    if (line !== undefined) this.store.setState({ place: { path, line, column } });
  }

  activate(path: string): void {
    this.become(openTab({ ...this.store.getState(), preview: null }, path, false), { preview: this.store.getState().preview });
  }

  /** Takes a tab away when its text is stored; false when it is not, and then the tab stays. */
  async close(path: string): Promise<boolean> {
    const text = this.texts.get(path);
    if (text?.saver.dirty && !(await text.saver.save())) return false;
    this.drop(path);
    return true;
  }

  /** Closes a file without saving what is left of it. */
  discard(path: string): void {
    this.texts.get(path)?.saver.dispose();
    this.journal.clear(path);
    this.drop(path);
  }

  /** The pane that has the focus. */
  focus(pane: Pane): void {
    if (this.store.getState().focus !== pane) this.become({ ...this.store.getState(), focus: pane });
  }

  split(path: string): void {
    const known = this.store.getState().tabs.includes(path);
    this.become(splitTab(this.store.getState(), path));
    if (!known) void this.load(path);
  }

  unsplit(): void {
    this.become(unsplit(this.store.getState()));
  }

  placed(): void {
    this.store.setState({ place: null });
  }

  model(path: string): Monaco.editor.ITextModel | null {
    return this.texts.get(path)?.model ?? null;
  }

  saver(path: string): DocumentSaver | null {
    return this.texts.get(path)?.saver ?? null;
  }

  isDirty(): boolean {
    return this.unsaved().length > 0;
  }

  unsaved(): string[] {
    return [...this.texts].filter(([, { saver }]) => saver.dirty).map(([path]) => path);
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
      if (change.kind === 'MOVE' && change.from) this.moved(change.from, change.path);
      else if (change.kind === 'DELETE') this.openInside(change.path).forEach((path) => this.met(path, null, message.revision));
      else if (!own || !this.texts.has(change.path)) this.met(change.path, change.etag ?? null, message.revision);
    }
  }

  /** After a gap in the live events: every open file is compared with the tree. */
  resync(etags: ReadonlyMap<string, string | null>, revision: number): void {
    this.store.getState().tabs.forEach((path) => this.met(path, etags.get(path) ?? null, revision));
  }

  moved(from: string, to: string): void {
    const affected = this.openInside(from);
    if (affected.length === 0) return;
    const rename = (path: string): string => to + path.slice(from.length);
    const { views, ...before } = this.store.getState();
    this.store.setState({ views: Object.fromEntries(Object.entries(views).map(([path, view]) => [isInside(path, from) ? rename(path) : path, view])) });
    for (const path of affected) {
      const text = this.texts.get(path);
      if (!text) continue;
      this.texts.delete(path);
      this.texts.set(rename(path), text);
      text.rename(rename(path));
    }
    this.become(moveTabs(before, from, to));
  }

  /** The person deleted these: tabs without unsaved text go with them. */
  deleted(path: string): void {
    this.openInside(path)
      .filter((tab) => !this.texts.get(tab)?.saver.dirty)
      .forEach((tab) => this.drop(tab));
  }

  dispose(): void {
    this.journal.flush();
    this.disposed = true;
    this.texts.forEach((text) => text.dispose());
    this.texts.clear();
  }

  /** Reads a file and decides how it is shown; what is shown already stays until then. */
  async load(path: string, { anyway = false, quietly = false } = {}): Promise<void> {
    if (this.texts.has(path)) return;
    if (!quietly) this.show(path, { kind: 'loading' });
    try {
      const [monaco, loaded, entry] = await Promise.all([isImage(path) ? null : loadMonaco(), loadFile(this.sessionId, path), this.journal.read(path)]);
      if (this.disposed || !this.store.getState().tabs.includes(path) || this.texts.has(path)) return;
      const text = loaded && !isImage(path) ? decodeText(loaded.bytes) : null;
      const size = loaded?.bytes.length ?? 0;
      if (!loaded && !entry) this.show(path, { kind: 'missing' });
      else if (monaco && !loaded) this.edit(monaco, path, '', null).resume(entry!);
      else if (!loaded) this.show(path, { kind: 'missing' });
      else if (isImage(path)) this.show(path, { kind: 'image', size, etag: loaded.etag });
      else if (!monaco || text === null) this.show(path, { kind: 'binary', size, etag: loaded.etag });
      else if (size > LARGE_TEXT && !anyway && !entry) this.show(path, { kind: 'large', size, etag: loaded.etag });
      else {
        const opened = this.edit(monaco, path, text, loaded.etag);
        if (entry) opened.resume(entry);
      }
    } catch (error) {
      if (!this.disposed) this.show(path, hasCode(error, ONLY_IN_SANDBOX) ? { kind: 'only-in-sandbox', size: Number((error as ApiError).problem.extra.actual ?? 0) } : { kind: 'error', error });
    }
  }

  private edit(monaco: typeof Monaco, path: string, text: string, etag: string | null): OpenText {
    const open = new OpenText(monaco, this.sessionId, path, text, etag, this.journal, {
      onState: (here, state, base) => this.show(here, { kind: 'text', state, etag: base }),
      onEdit: (here) => this.store.getState().preview === here && this.store.setState({ preview: null }),
    });
    this.texts.set(path, open);
    this.show(path, { kind: 'text', state: open.saver.state, etag });
    return open;
  }

  /** A file is now this version, or gone. */
  private met(path: string, etag: string | null, revision: number): void {
    const text = this.texts.get(path);
    const view = this.store.getState().views[path];
    if (text) void text.saver.changedElsewhere(etag, revision);
    else if (view && view.kind !== 'loading' && !('etag' in view && view.etag === etag)) void this.load(path, { quietly: true });
  }

  private openInside(folder: string): string[] {
    return this.store.getState().tabs.filter((path) => isInside(path, folder));
  }

  private show(path: string, view: DocumentView): void {
    if (!this.disposed && this.store.getState().tabs.includes(path)) this.store.setState(({ views }) => ({ views: { ...views, [path]: view } }));
  }

  private drop(path: string): void {
    if (!this.store.getState().tabs.includes(path)) return;
    this.forget(path);
    this.become(closeTab(this.store.getState(), path));
  }

  private forget(path: string): void {
    this.texts.get(path)?.dispose();
    this.texts.delete(path);
    this.store.setState(({ views }) => ({ views: Object.fromEntries(Object.entries(views).filter(([key]) => key !== path)) }));
  }

  /** Other tabs, or another one in front: the one that is left is saved. */
  private become(next: TabState, also: Partial<TabState> = {}): void {
    const leaving = shownPath(this.store.getState());
    this.store.setState({ ...next, ...also });
    const { tabs, active, side, preview } = this.store.getState();
    const shown = shownPath(this.store.getState());
    if (leaving && leaving !== shown) void this.texts.get(leaving)?.saver.save();
    writeLayout(this.sessionId, { tabs, active, side, preview, ...(shown ? { recent: withRecent(readLayout(this.sessionId).recent, shown) } : {}) });
  }
}
