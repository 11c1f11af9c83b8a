'use client';

import { useCallback, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { plural } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';

export type Clash = 'REPLACE' | 'KEEP_BOTH' | 'SKIP';

interface Question {
  paths: string[];
  count: number;
  answer: (choice: Clash | null) => void;
}

/** Asks what to do with names that are taken: once, for all of them. Null when the person gives up. */
export type AskClash = (paths: string[], count?: number) => Promise<Clash | null>;

const SHOWN = 6;

export function useClashQuestion(): { ask: AskClash; dialog: ReactNode } {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback<AskClash>((paths, count = paths.length) => new Promise((answer) => setQuestion({ paths, count, answer })), []);
  const decide = (choice: Clash | null) => (): void => {
    question?.answer(choice);
    setQuestion(null);
  };
  const one = question?.count === 1;
  const dialog = question && (
    <Dialog open onOpenChange={(open) => !open && decide(null)()} testId="clash-dialog" title={one ? `“${baseName(question.paths[0] ?? '')}” is there already` : `${plural(question.count, 'name is', 'names are')} taken`}>
      <DialogBody>
        <ul className="space-y-1 font-mono text-xs text-mut">
          {question.paths.slice(0, SHOWN).map((path) => (
            <li key={path} className="truncate" title={path}>
              <span className="text-sub">{parentOf(path) && `${parentOf(path)}/`}</span>
              <span className="text-fg">{baseName(path)}</span>
            </li>
          ))}
        </ul>
        {question.count > SHOWN && <p className="mt-1 text-xs text-sub">and {(question.count - SHOWN).toLocaleString()} more</p>}
        <p className="mt-3 text-sm text-mut">What is replaced stays in the history for 30 days.{!one && ' Your choice is for all of them.'}</p>
      </DialogBody>
      <DialogFooter>
        <Button tone="ghost" onClick={decide(null)}>
          Cancel
        </Button>
        <Button onClick={decide('SKIP')}>Skip</Button>
        <Button onClick={decide('KEEP_BOTH')}>Keep both</Button>
        <Button tone="primary" onClick={decide('REPLACE')}>
          Replace
        </Button>
      </DialogFooter>
    </Dialog>
  );
  return { ask, dialog };
}
