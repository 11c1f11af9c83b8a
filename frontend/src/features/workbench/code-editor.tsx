'use client';

import { useEffect, useRef, useState } from 'react';
import type { Documents } from '@/features/workbench/documents';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { EDITOR_FONT, loadMonaco, themeName, type Editor, type Monaco } from '@/lib/monaco/load';
import { useTheme } from '@/lib/theme';

export interface CursorPosition {
  line: number;
  column: number;
}

/** One Monaco editor; the model of the active file is put into it, with its cursor and scroll position. */
export function CodeEditor({ documents, path, etag, onCursor }: { documents: Documents; path: string; etag: string | null; onCursor: (position: CursorPosition) => void }) {
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
      made.onDidChangeCursorPosition(({ position }) => cursor.current({ line: position.lineNumber, column: position.column }));
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

  useEffect(() => {
    if (!editor) return;
    const model = documents.model(path);
    if (!model) return;
    if (editor.getModel() !== model) editor.setModel(model);
    const view = readLayout(documents.sessionId).views[path];
    if (view) editor.restoreViewState(view as Monaco.editor.ICodeEditorViewState);
    const position = editor.getPosition();
    if (position) cursor.current({ line: position.lineNumber, column: position.column });
    const blur = editor.onDidBlurEditorText(() => void documents.saver(path)?.save());
    const keep = (): void => {
      const { views } = readLayout(documents.sessionId);
      writeLayout(documents.sessionId, { views: { ...views, [path]: editor.saveViewState() } });
    };
    window.addEventListener('pagehide', keep);
    return () => {
      if (editor.getModel()) keep();
      blur.dispose();
      window.removeEventListener('pagehide', keep);
    };
    // a new etag can mean a new model for the same path
  }, [editor, documents, path, etag === null]); // eslint-disable-line react-hooks/exhaustive-deps

  return <div ref={host} data-testid="editor" data-path={path} className="h-full min-h-0 bg-editor" />;
}
