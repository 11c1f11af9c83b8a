'use client';

import { useEffect, useState, type KeyboardEvent } from 'react';
import { Markdown } from '@/components/markdown';
import { Button } from '@/components/ui/button';
import { enterComposer, keepUnsent, leaveComposer, useComposerTexts } from '@/features/reviews/composer-texts';
import { SuggestionDiff } from '@/features/reviews/suggestion-diff';
import type { CommentKind } from '@/lib/api/types';
import { keyLabel } from '@/lib/commands';

export interface Written {
  body: string;
  kind: CommentKind;
  mustVerify: boolean;
  suggestion?: string;
}

export interface CommentComposerProps {
  /** What is typed is kept under it until it is sent, also through a reload. */
  textKey: string;
  label: string;
  action: string;
  kinds?: boolean;
  /** The writer is the reviewer, who may want to close the thread in person. */
  mayVerify?: boolean;
  /** The lines that a suggestion would replace. */
  original?: string;
  initial?: string;
  autoFocus?: boolean;
  busy: boolean;
  onSubmit: (written: Written) => Promise<unknown>;
  onCancel?: () => void;
}

const KINDS: [CommentKind, string][] = [
  ['ISSUE', 'Issue'],
  ['QUESTION', 'Question'],
  ['SUGGESTION', 'Suggestion'],
  ['PRAISE', 'Praise'],
  ['GENERAL', 'Note'],
];

const CONTROL = 'w-full resize-y rounded-md border border-line2 bg-bg px-2.5 py-1.5 text-sm';

export function CommentComposer({ textKey, label, action, kinds = false, mayVerify = false, original, initial = '', autoFocus = false, busy, onSubmit, onCancel }: CommentComposerProps) {
  const body = useComposerTexts(({ texts }) => texts[textKey]) ?? initial;
  const [kind, setKind] = useState<CommentKind>(kinds ? 'ISSUE' : 'GENERAL');
  const [suggestion, setSuggestion] = useState(original ?? '');
  const [mustVerify, setMustVerify] = useState(false);
  const [preview, setPreview] = useState(false);
  const suggests = kind === 'SUGGESTION' && original !== undefined;
  const changes = suggests && suggestion !== original;
  const ready = body.trim() !== '' || changes;

  useEffect(() => () => leaveComposer(textKey), [textKey]);

  const submit = (): void => {
    if (!ready || busy) return;
    void onSubmit({ body: body.trim() || 'How about this?', kind, mustVerify: kinds && mayVerify && mustVerify, ...(changes ? { suggestion } : {}) }).then(
      () => keepUnsent(textKey, initial, initial),
      () => undefined,
    );
  };
  const cancel = (): void => {
    keepUnsent(textKey, initial, initial);
    onCancel?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // the editor around it must not take the keys
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && onCancel) {
      cancel();
    }
  };
  return (
    <div className="space-y-2" onKeyDown={onKeyDown} onFocus={() => enterComposer(textKey, initial)} data-testid="comment-composer">
      {preview ? (
        <div className="min-h-16 rounded-md border border-line bg-bg px-2.5 py-1.5">{body.trim() ? <Markdown text={body} /> : <p className="text-sm text-sub">Nothing to preview.</p>}</div>
      ) : (
        <textarea aria-label={label} placeholder={`${label}${label.endsWith('…') ? '' : '…'} Markdown works.`} autoFocus={autoFocus} maxLength={10_000} value={body} onChange={(event) => keepUnsent(textKey, event.target.value, initial)} className={`${CONTROL} min-h-16`} />
      )}
      {suggests && (
        <div className="space-y-1.5">
          <textarea aria-label="Suggested lines" spellCheck={false} value={suggestion} rows={Math.min(12, suggestion.split('\n').length + 1)} onChange={(event) => setSuggestion(event.target.value)} className={`${CONTROL} font-mono text-xs leading-5`} />
          {changes && <SuggestionDiff before={original} after={suggestion} />}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {kinds && (
          <select aria-label="Kind of comment" value={kind} onChange={(event) => setKind(event.target.value as CommentKind)} className="h-7 rounded-md border border-line2 bg-bg px-2 text-xs">
            {KINDS.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        )}
        {kinds && mayVerify && (
          <label className="flex items-center gap-1.5 text-xs text-mut" title="Only you can close the thread, and nothing is approved before">
            <input type="checkbox" checked={mustVerify} onChange={(event) => setMustVerify(event.target.checked)} className="accent-(--acc)" />I must verify the fix
          </label>
        )}
        <button type="button" aria-pressed={preview} onClick={() => setPreview(!preview)} className="rounded-sm text-xs text-mut hover:text-fg">
          {preview ? 'Write' : 'Preview'}
        </button>
        <span className="ml-auto text-xxs text-sub">{keyLabel('$mod+Enter')}</span>
        {onCancel && (
          <Button size="sm" tone="ghost" onClick={cancel}>
            Cancel
          </Button>
        )}
        <Button size="sm" busy={busy} disabled={!ready} onClick={submit}>
          {action}
        </Button>
      </div>
    </div>
  );
}
