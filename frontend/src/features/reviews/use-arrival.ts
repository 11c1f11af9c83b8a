'use client';

import { useEffect, useRef } from 'react';
import { nextChange } from '@/features/reviews/changes';
import type { Side } from '@/lib/api/types';
import type { Monaco } from '@/lib/monaco/load';

export interface Spot {
  side: Side;
  line: number;
}

export interface ArrivalOptions {
  diff: Monaco.editor.IStandaloneDiffEditor | null;
  /** The editor, when one side is shown alone. */
  alone: Monaco.editor.ICodeEditor | null;
  /** Where somebody was sent to. */
  goal: Spot | null;
  /** At which change to begin without a goal. */
  arrival: 'first' | 'last';
  /** Lines that must not be folded away. */
  shown: readonly Spot[];
}

/** Goes to a line and unfolds what is around it: the cursor unfolds where it is put. */
function goTo(editor: Monaco.editor.ICodeEditor, line: number): void {
  const last = editor.getModel()?.getLineCount() ?? 1;
  const lineNumber = Math.min(Math.max(1, line), last);
  editor.setPosition({ lineNumber, column: 1 });
  editor.revealLineInCenterIfOutsideViewport(lineNumber);
}

/** Where a file opens, and the steps from change to change in it. */
export function useArrival({ diff, alone, goal, arrival, shown }: ArrivalOptions): (by: 1 | -1) => boolean {
  const latest = useRef({ goal, arrival, shown });
  useEffect(() => {
    latest.current = { goal, arrival, shown };
  });
  const goalKey = goal ? `${goal.side}${goal.line}` : '';

  // once the changes are known: unfold what is discussed, then go where somebody was sent, or to a change
  useEffect(() => {
    if (!diff) return;
    const modified = diff.getModifiedEditor();
    const sideOf = (side: Side): Monaco.editor.ICodeEditor => (side === 'OLD' ? diff.getOriginalEditor() : modified);
    let arrived = false;
    const arrive = (): void => {
      const changes = diff.getLineChanges();
      if (arrived || !changes) return;
      arrived = true;
      const { shown: discussed, goal: asked, arrival: end } = latest.current;
      for (const { side, line } of discussed) if (line > 0) sideOf(side).setPosition({ lineNumber: line, column: 1 });
      const change = end === 'first' ? changes[0] : changes.at(-1);
      if (asked) goTo(sideOf(asked.side), asked.line);
      else if (change) goTo(modified, change.modifiedStartLineNumber);
    };
    const subscription = diff.onDidUpdateDiff(arrive);
    arrive();
    return () => subscription.dispose();
  }, [diff, goalKey]);

  useEffect(() => {
    if (alone && latest.current.goal) goTo(alone, latest.current.goal.line);
  }, [alone, goalKey]);

  return (by) => {
    if (!diff) return false;
    const editor = diff.getModifiedEditor();
    const change = nextChange(diff.getLineChanges() ?? [], editor.getPosition()?.lineNumber ?? 1, by);
    if (!change) return false;
    goTo(editor, change.modifiedStartLineNumber);
    editor.focus();
    return true;
  };
}
