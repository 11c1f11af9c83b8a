'use client';

import { useEffect, useRef } from 'react';
import { orderedLines, type LineRange } from '@/features/reviews/line-range';
import type { Monaco } from '@/lib/monaco/load';

const GUTTER_GLYPH_MARGIN = 2;
const GUTTER_LINE_NUMBERS = 3;

const inGutter = (type: number): boolean => type === GUTTER_GLYPH_MARGIN || type === GUTTER_LINE_NUMBERS;

/** A click in the gutter starts a comment on its line, dragging along it or a second click with Shift on a range. */
export function useLineComments(editor: Monaco.editor.ICodeEditor | null, enabled: boolean, begin: (range: LineRange) => void): void {
  const latest = useRef(begin);
  useEffect(() => {
    latest.current = begin;
  });
  useEffect(() => {
    if (!editor || !enabled) return;
    const marks = editor.createDecorationsCollection();
    let from: number | null = null;
    let anchor: number | null = null;
    const whole = (first: number, last: number) => ({ startLineNumber: first, startColumn: 1, endLineNumber: last, endColumn: 1 });
    const hover = (line: number): void => void marks.set([{ range: whole(line, line), options: { glyphMarginClassName: 'cove-glyph' } }]);
    const drag = (a: number, b: number): void => {
      const { line, endLine } = orderedLines(a, b);
      marks.set([{ range: whole(line, endLine), options: { isWholeLine: true, className: 'cove-thread-line', glyphMarginClassName: 'cove-glyph-range' } }]);
    };
    const subscriptions = [
      editor.onMouseMove(({ target }) => {
        const line = target.position?.lineNumber;
        if (line && from !== null && from !== line) drag(from, line);
        else if (line) hover(line);
        else if (from === null) marks.clear();
      }),
      editor.onMouseLeave(() => {
        if (from === null) marks.clear();
      }),
      editor.onMouseDown(({ target, event }) => {
        const line = target.position?.lineNumber;
        if (!line || !inGutter(target.type) || !event.leftButton) return;
        if (event.shiftKey && anchor !== null) {
          latest.current(orderedLines(anchor, line));
          return;
        }
        from = line;
      }),
      editor.onMouseUp(({ target }) => {
        if (from === null) return;
        const to = target.position?.lineNumber ?? from;
        anchor = from;
        latest.current(orderedLines(from, to));
        from = null;
        marks.clear();
      }),
    ];
    return () => {
      subscriptions.forEach((subscription) => subscription.dispose());
      if (editor.getModel()) marks.clear();
    };
  }, [editor, enabled]);
}
