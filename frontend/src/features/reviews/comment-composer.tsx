'use client';

import { useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import type { CommentKind } from '@/lib/api/types';
import { keyLabel } from '@/lib/commands';

export interface Written {
  body: string;
  kind: CommentKind;
  mustVerify: boolean;
}

export interface CommentComposerProps {
  label: string;
  action: string;
  kinds?: boolean;
  initial?: string;
  autoFocus?: boolean;
  busy: boolean;
  onSubmit: (written: Written) => void;
  onCancel?: () => void;
}

const KINDS: [CommentKind, string][] = [
  ['ISSUE', 'Issue'],
  ['QUESTION', 'Question'],
  ['SUGGESTION', 'Suggestion'],
  ['PRAISE', 'Praise'],
  ['GENERAL', 'Note'],
];

export function CommentComposer({ label, action, kinds = false, initial = '', autoFocus = false, busy, onSubmit, onCancel }: CommentComposerProps) {
  const [body, setBody] = useState(initial);
  const [kind, setKind] = useState<CommentKind>(kinds ? 'ISSUE' : 'GENERAL');
  const [mustVerify, setMustVerify] = useState(false);
  const submit = (): void => {
    if (body.trim() !== '' && !busy) onSubmit({ body: body.trim(), kind, mustVerify });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // the editor around it must not take the keys
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && onCancel) {
      onCancel();
    }
  };
  return (
    <div className="space-y-2" onKeyDown={onKeyDown} data-testid="comment-composer">
      <textarea
        aria-label={label}
        placeholder={label}
        autoFocus={autoFocus}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        className="min-h-16 w-full resize-y rounded-md border border-line2 bg-bg px-2.5 py-1.5 text-sm"
      />
      <div className="flex flex-wrap items-center gap-2">
        {kinds && (
          <>
            <select aria-label="Kind of comment" value={kind} onChange={(event) => setKind(event.target.value as CommentKind)} className="h-7 rounded-md border border-line2 bg-bg px-2 text-xs">
              {KINDS.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
            <label className="flex items-center gap-1.5 text-xs text-mut">
              <input type="checkbox" checked={mustVerify} onChange={(event) => setMustVerify(event.target.checked)} className="accent-(--acc)" />I must verify the fix
            </label>
          </>
        )}
        <span className="ml-auto text-xxs text-sub">{keyLabel('$mod+Enter')}</span>
        {onCancel && (
          <Button size="sm" tone="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button size="sm" busy={busy} disabled={body.trim() === ''} onClick={submit}>
          {action}
        </Button>
      </div>
    </div>
  );
}
