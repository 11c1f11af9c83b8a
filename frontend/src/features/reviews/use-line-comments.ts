'use client';

import { useEffect, useRef } from 'react';
import type { Monaco } from '@/lib/monaco/load';

const GUTTER_GLYPH_MARGIN = 2;
const GUTTER_LINE_NUMBERS = 3;
const KEY_C = 33;

/** Click in the gutter, or `c` on a line or selection, starts a comment there. */
export function useLineComments(editor: Monaco.editor.ICodeEditor | null, enabled: boolean, begin: (line: number, endLine: number) => void): void {
  const latest = useRef(begin);
  useEffect(() => {
    latest.current = begin;
  });
  useEffect(() => {
    if (!editor || !enabled) return;
    const marks = editor.createDecorationsCollection();
    const subscriptions = [
      editor.onMouseMove(({ target }) => {
        const line = target.position?.lineNumber;
        marks.set(line ? [{ range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 }, options: { glyphMarginClassName: 'cove-glyph' } }] : []);
      }),
      editor.onMouseLeave(() => marks.clear()),
      editor.onMouseDown(({ target }) => {
        const line = target.position?.lineNumber;
        if (line && (target.type === GUTTER_GLYPH_MARGIN || target.type === GUTTER_LINE_NUMBERS)) latest.current(line, line);
      }),
      editor.onKeyDown((event) => {
        if (Number(event.keyCode) !== KEY_C || event.ctrlKey || event.metaKey || event.altKey) return;
        const selection = editor.getSelection();
        if (!selection) return;
        event.preventDefault();
        event.stopPropagation();
        latest.current(selection.startLineNumber, selection.endLineNumber);
      }),
    ];
    return () => {
      subscriptions.forEach((subscription) => subscription.dispose());
      marks.clear();
    };
  }, [editor, enabled]);
}
