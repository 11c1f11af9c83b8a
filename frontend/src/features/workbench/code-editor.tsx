'use client';

import { useEffect, useRef, useState } from 'react';
import type { Documents, Place } from '@/features/workbench/documents';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import type { Pane } from '@/features/workbench/tab-state';
import { EDITOR_FONT, loadMonaco, themeName, type Editor, type Monaco } from '@/lib/monaco/load';
import { useTheme } from '@/lib/theme';

export interface CursorPosition {
  line: number;
  column: number;
}

export interface CodeEditorProps {
  documents: Documents;
  pane: Pane;
  path: string;
  etag: string | null;
  /** Where the cursor is to go, once. */
  place: Place | null;
  onPlaced: () => void;
  onCursor: ((position: CursorPosition) => void) | undefined;
}

/** After this long without a movement the cursor and scroll position are kept. */
const VIEW_DELAY = 500;

/** One Monaco editor; the model of the active file is put into it, with its cursor and scroll position. */
export function CodeEditor({ documents, pane, path, etag, place, onPlaced, onCursor }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const theme = useTheme();
  const cursor = useRef(onCursor);
  useEffect(() => {
    cursor.current = onCursor;
  });

  useEffect(() => {
    let dead = false;
    let made: Editor | undefined;
    void loadMonaco().then((monaco) => {
      if (dead || !host.current) return;
      made = monaco.editor.create(host.current, {
        ...EDITOR_FONT,
        model: null,
        theme: themeName(document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'),
        automaticLayout: true,
        minimap: { enabled: false },
        padding: { top: 8, bottom: 8 },
        scrollBeyondLastLine: false,
        renderLineHighlight: 'line',
        wordBasedSuggestions: 'currentDocument',
        stickyScroll: { enabled: false },
        fixedOverflowWidgets: true,
        ariaLabel: 'Editor. Press Control M to let Tab leave it.',
        tabSize: 4,
      });
      made.onDidChangeCursorPosition(({ position }) => cursor.current?.({ line: position.lineNumber, column: position.column }));
      setEditor(made);
    });
    return () => {
      dead = true;
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    void loadMonaco().then((monaco) => monaco.editor.setTheme(themeName(theme)));
  }, [theme]);

  // a file that is saved for the first time may have a new model
  const unsaved = etag === null;
  useEffect(() => {
    if (!editor) return;
    const model = documents.model(path);
    if (!model) return;
    if (editor.getModel() !== model) editor.setModel(model);
    const view = pane === 'main' ? readLayout(documents.sessionId).views[path] : undefined;
    if (view) editor.restoreViewState(view as Monaco.editor.ICodeEditorViewState);
    const position = editor.getPosition();
    if (position) cursor.current?.({ line: position.lineNumber, column: position.column });
    const blur = editor.onDidBlurEditorText(() => void documents.saver(path)?.save());
    const keep = (): void => {
      if (pane !== 'main' || editor.getModel() !== model) return;
      const { views, tabs } = readLayout(documents.sessionId);
      const open = Object.fromEntries(Object.entries(views).filter(([each]) => tabs.includes(each)));
      writeLayout(documents.sessionId, { views: { ...open, [path]: editor.saveViewState() } });
    };
    // a page that crashes says nothing: the place is kept in time
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, VIEW_DELAY);
    };
    const listeners = [blur, editor.onDidChangeCursorPosition(soon), editor.onDidScrollChange(soon)];
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      keep();
      listeners.forEach((listener) => listener.dispose());
      window.removeEventListener('pagehide', keep);
    };
  }, [editor, documents, pane, path, unsaved]);

  useEffect(() => {
    if (!editor || !place || place.path !== path || editor.getModel() !== documents.model(path)) return;
    editor.setPosition({ lineNumber: place.line, column: place.column });
    editor.revealLineInCenter(place.line);
    editor.focus();
    onPlaced();
    documents.placed();
  }, [editor, documents, path, place, onPlaced]);

  return <div ref={host} data-testid="editor" data-path={path} className="h-full min-h-0 bg-editor" />;
}
