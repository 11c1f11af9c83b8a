'use client';

import { Check, Copy } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { linesOf } from '@/features/reviews/line-range';
import { useApply } from '@/features/reviews/mutations';
import { useRoundFile } from '@/features/reviews/queries';
import { mayApply } from '@/features/reviews/rules';
import { SuggestionDiff } from '@/features/reviews/suggestion-diff';
import type { Talk } from '@/features/reviews/talk';
import { textRound } from '@/features/reviews/threads';
import type { ReviewComment } from '@/lib/api/types';
import { hasCode, messageOf } from '@/lib/problem';

/** Other lines in place of those that were commented on; the author takes them with one click. */
export function SuggestionBlock({ talk, comment, suggestion }: { talk: Talk; comment: ReviewComment; suggestion: string }) {
  const apply = useApply(talk.review.id);
  const { path, line, endLine } = comment;
  const file = useRoundFile(talk.review.id, textRound(comment), line ? (path ?? null) : null);
  const before = file.data && line ? linesOf(new TextDecoder().decode(file.data), { line, endLine: endLine ?? line }) : null;
  const permission = mayApply(talk.review, talk.role);
  const conflict = hasCode(apply.error, 'suggestion-conflict');
  const copy = (): void => {
    navigator.clipboard?.writeText(suggestion).then(
      () => toast('Copied'),
      () => toast.error('The browser did not allow to copy'),
    );
  };
  return (
    <div className="mt-2 space-y-2">
      <SuggestionDiff before={before} after={suggestion} />
      {permission.may && !comment.draft && line && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            data-testid="apply"
            icon={<Check className="size-3.5" />}
            busy={apply.isPending}
            disabled={conflict || apply.isSuccess}
            onClick={() =>
              apply.mutate(comment.id, { onSuccess: () => toast.success(`Applied to ${path} in your session`, { description: 'It is a saved version like any other. Submit the next round when you are ready.' }) })
            }
          >
            {apply.isSuccess ? 'Applied' : 'Apply'}
          </Button>
          <Button size="sm" tone="ghost" icon={<Copy className="size-3.5" />} onClick={copy}>
            Copy
          </Button>
          <span className="text-xxs text-sub">Saves {path} in your session</span>
        </div>
      )}
      {apply.error && (
        <p role="alert" className="text-xs text-err">
          {conflict ? 'These lines of your file have changed since they were reviewed, so nothing was applied. Copy the suggestion and put it in by hand.' : messageOf(apply.error)}
        </p>
      )}
    </div>
  );
}
