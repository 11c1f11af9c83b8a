import { DocumentSaver, type SaveState } from '@/features/workbench/document-saver';
import { decodeText, loadFile, saveFile } from '@/features/workbench/file-api';
import type { Journal, JournalEntry } from '@/features/workbench/journal';
import { smallestEdit } from '@/features/workbench/smallest-edit';
import type { Monaco } from '@/lib/monaco/load';
import { languageOf } from '@/lib/paths';

export interface OpenTextHooks {
  onState: (path: string, state: SaveState, etag: string | null) => void;
  /** Somebody typed. */
  onEdit: (path: string) => void;
}

/** One text that is open: its Monaco model, the saver behind it, and its place in the journal. */
export class OpenText {
  model: Monaco.editor.ITextModel;
  saver: DocumentSaver;
  private quiet = false;

  constructor(
    private readonly monaco: typeof Monaco,
    private readonly sessionId: string,
    public path: string,
    text: string,
    etag: string | null,
    private readonly journal: Journal,
    private readonly hooks: OpenTextHooks,
  ) {
    this.model = this.makeModel(text);
    this.saver = this.makeSaver(etag);
  }

  /** Takes up text that was typed before; a file that moved on in the meantime becomes a conflict. */
  resume(entry: JournalEntry): void {
    if (entry.text === this.model.getValue()) {
      this.journal.clear(this.path);
      return;
    }
    this.saver.dispose();
    this.saver = this.makeSaver(entry.base);
    this.model.setValue(entry.text);
  }

  /** The file has another path; a model cannot change its address, so a new one takes the text over. */
  rename(path: string): void {
    const before = this.model;
    this.journal.clear(this.path);
    this.path = path;
    this.model = this.makeModel(before.getValue());
    if (this.saver.dirty) this.keep();
    const editors = this.monaco.editor.getEditors().filter((editor) => editor.getModel() === before);
    for (const editor of editors) {
      const view = 'saveViewState' in editor ? (editor as Monaco.editor.ICodeEditor).saveViewState() : null;
      (editor as Monaco.editor.ICodeEditor).setModel(this.model);
      if (view) (editor as Monaco.editor.ICodeEditor).restoreViewState(view);
    }
    before.dispose();
    this.hooks.onState(path, this.saver.state, this.saver.etag);
  }

  dispose(): void {
    this.saver.dispose();
    this.model.dispose();
  }

  private makeModel(text: string): Monaco.editor.ITextModel {
    const uri = this.monaco.Uri.file(`/workspace/${this.path}`);
    this.monaco.editor.getModel(uri)?.dispose();
    const model = this.monaco.editor.createModel(text, languageOf(this.path), uri);
    model.onDidChangeContent(() => {
      if (this.quiet) return;
      this.saver.edited();
      this.hooks.onEdit(this.path);
      this.keep();
    });
    return model;
  }

  private keep(): void {
    this.journal.keep(this.path, () => (this.saver.dirty ? { text: this.model.getValue(), base: this.saver.etag } : null));
  }

  private makeSaver(etag: string | null): DocumentSaver {
    const saver: DocumentSaver = new DocumentSaver(etag, {
      content: () => new TextEncoder().encode(this.model.getValue(undefined, true)),
      put: (bytes, base) => saveFile(this.sessionId, this.path, bytes, base),
      load: () => loadFile(this.sessionId, this.path),
      replace: (bytes) => this.replace(bytes),
      onState: (state) => {
        if (state.kind === 'saved') this.journal.clear(this.path);
        this.hooks.onState(this.path, state, saver.etag);
      },
    });
    return saver;
  }

  /** Other content in the same model: the undo history stays, and the cursor stands where it stood. */
  private replace(bytes: Uint8Array<ArrayBuffer>): void {
    const text = decodeText(bytes);
    if (text === null) return;
    const model = this.model;
    const wanted = text.replace(/^\uFEFF/, '').replace(/\r\n|\r|\n/g, model.getEOL());
    const edit = smallestEdit(model.getValue(), wanted);
    if (!edit) return;
    const start = model.getPositionAt(edit.start);
    const end = model.getPositionAt(edit.end);
    const inside = this.monaco.editor
      .getEditors()
      .filter((editor) => editor.getModel() === model)
      .flatMap((editor) => {
        const position = editor.getPosition();
        return position && !position.isBefore(start) && position.isBeforeOrEqual(end) ? [{ editor, position }] : [];
      });
    this.quiet = true;
    model.pushStackElement();
    model.pushEditOperations([], [{ range: this.monaco.Range.fromPositions(start, end), text: edit.text }], () => null);
    model.pushStackElement();
    this.quiet = false;
    inside.forEach(({ editor, position }) => editor.setPosition(model.validatePosition(position)));
  }
}
