'use client';

import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { DescriptionField } from '@/features/reviews/description-field';
import { useDecide, type Outcome } from '@/features/reviews/mutations';
import { mayApprove, onlyRecommends, whyNot, type Role } from '@/features/reviews/rules';
import type { Thread } from '@/features/reviews/threads';
import { placeWords } from '@/features/reviews/words';
import type { Review, ReviewComment } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { keyLabel } from '@/lib/commands';
import { plural } from '@/lib/format';
import { messageOf } from '@/lib/problem';

export interface DecisionDialogProps {
  review: Review;
  role: Role;
  drafts: readonly ReviewComment[];
  /** Threads that keep the review from being approved. */
  unverified: readonly Thread[];
  initial: Outcome;
  onClose: () => void;
  onThread: (thread: Thread) => void;
}

export function DecisionDialog({ review, role, drafts, unverified, initial, onClose, onThread }: DecisionDialogProps) {
  const decide = useDecide(review.id);
  const approval = mayApprove(unverified);
  const recommends = onlyRecommends(review, role);
  const [outcome, setOutcome] = useState<Outcome>(initial === 'APPROVE' && !approval.may ? 'REQUEST_CHANGES' : initial);
  const [comment, setComment] = useState('');
  const choices: { value: Outcome; title: string; text: string; off?: string }[] = [
    {
      value: 'APPROVE',
      title: recommends ? 'Recommend approval' : 'Approve',
      text: recommends ? 'This priority needs a senior’s approval: yours is a recommendation, and the review waits for a senior.' : 'The work is good as it is.',
      off: whyNot(approval),
    },
    { value: 'REQUEST_CHANGES', title: 'Request changes', text: 'The author answers with a new round, which comes back to you.' },
    { value: 'REJECT', title: 'Reject', text: 'The review ends; the author’s files stay theirs.' },
  ];
  const needsReason = outcome !== 'APPROVE' && comment.trim() === '' && drafts.length === 0;
  const blocked = outcome === 'APPROVE' && !approval.may;

  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (needsReason || blocked || decide.isPending) return;
    decide.mutate(
      { outcome, comment: comment.trim() || undefined },
      {
        onSuccess: () => {
          toast.success(drafts.length > 0 ? `Sent, with ${plural(drafts.length, 'comment')}` : 'Your decision was sent');
          onClose();
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      send();
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Finish the review"
      description={drafts.length === 0 ? 'You have no pending comments.' : `${plural(drafts.length, 'pending comment')} will be published together with it.`}
      className="max-w-lg"
      testId="decision-dialog"
    >
      <form onSubmit={send} onKeyDown={onKeyDown} className="contents">
        <DialogBody className="space-y-4">
          <DescriptionField label="Summary" placeholder="Markdown works." value={comment} onChange={setComment} autoFocus />
          {drafts.length > 0 && (
            <ul aria-label="Pending comments" className="max-h-32 divide-y divide-line overflow-y-auto rounded-md border border-line text-xs">
              {drafts.map((draft) => (
                <li key={draft.id} className="flex gap-3 px-3 py-1.5">
                  <span className="shrink-0 font-mono text-sub">{draft.parentId ? 'Reply' : placeWords(draft)}</span>
                  <span className="truncate text-mut">{draft.body}</span>
                </li>
              ))}
            </ul>
          )}
          <fieldset className="space-y-1.5">
            <legend className="sr-only">Decision</legend>
            {choices.map(({ value, title, text, off }) => (
              <label key={value} className={cn('flex items-start gap-3 rounded-md border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-acc', off ? 'border-line' : 'cursor-pointer', outcome === value ? 'border-acc bg-acc-soft' : !off && 'border-line2 hover:bg-s2')}>
                <input type="radio" name="outcome" value={value} disabled={off !== undefined} checked={outcome === value} onChange={() => setOutcome(value)} className="mt-0.5 accent-(--acc)" />
                <span>
                  <span className={cn('block text-sm font-medium', off && 'text-mut')}>{title}</span>
                  <span className="block text-xs text-mut">{off ? `${off}.` : text}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {!approval.may && (
            <div data-testid="unverified" className="rounded-md border border-warn/40 px-3 py-2 text-xs">
              <p className="font-medium text-warn">To verify before you approve</p>
              <ul className="mt-1 space-y-0.5">
                {unverified.map((thread) => (
                  <li key={thread.root.id} className="flex gap-2">
                    <button type="button" onClick={() => onThread(thread)} className="shrink-0 rounded-sm font-mono text-acc hover:underline">
                      {placeWords(thread.root)}
                    </button>
                    <span className="truncate text-mut">{thread.root.body}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {needsReason && <p className="text-xs text-mut">Say why in the summary or in a comment.</p>}
          {decide.error && (
            <p role="alert" className="text-xs text-err">
              {messageOf(decide.error)}
            </p>
          )}
        </DialogBody>
        <DialogFooter hint={<>{keyLabel('$mod+Enter')} sends</>}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone={outcome === 'REJECT' ? 'danger' : 'primary'} busy={decide.isPending} disabled={needsReason || blocked}>
            {choices.find(({ value }) => value === outcome)?.title}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
