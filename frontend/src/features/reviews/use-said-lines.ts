'use client';

import { useEffect, useRef } from 'react';
import type { LineRange } from '@/features/reviews/line-range';
import type { Monaco } from '@/lib/monaco/load';

type Decoration = Monaco.editor.IModelDeltaDecoration;

const whole = ({ line, endLine }: LineRange) => ({ startLineNumber: line, startColumn: 1, endLineNumber: endLine, endColumn: 1 });

/** Marks the lines that are being commented on, and those about which something was said. */
export function useSaidLines(editor: Monaco.editor.ICodeEditor | null, writing: LineRange | null, said: readonly LineRange[]): void {
  const marks = useRef<Monaco.editor.IEditorDecorationsCollection | null>(null);
  const shape = JSON.stringify([writing, said]);
  useEffect(() => {
    if (!editor) return;
    const made = editor.createDecorationsCollection();
    marks.current = made;
    return () => {
      marks.current = null;
      if (editor.getModel()) made.clear();
    };
  }, [editor]);
  useEffect(() => {
    const [now, before] = JSON.parse(shape) as [LineRange | null, LineRange[]];
    const decorations: Decoration[] = before.map((range) => ({ range: whole(range), options: { isWholeLine: true, linesDecorationsClassName: 'cove-said-line' } }));
    if (now) decorations.push({ range: whole(now), options: { isWholeLine: true, className: 'cove-thread-line' } });
    marks.current?.set(decorations);
  }, [editor, shape]);
}
