'use client';

import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { useDecide, type Outcome } from '@/features/reviews/mutations';
import type { Review } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { keyLabel } from '@/lib/commands';
import { plural } from '@/lib/format';
import { messageOf } from '@/lib/problem';

export interface DecisionDialogProps {
  review: Review;
  drafts: number;
  recommendationOnly: boolean;
  initial: Outcome;
  onClose: () => void;
}

export function DecisionDialog({ review, drafts, recommendationOnly, initial, onClose }: DecisionDialogProps) {
  const decide = useDecide(review.id);
  const [outcome, setOutcome] = useState<Outcome>(initial);
  const [comment, setComment] = useState('');
  const choices: { value: Outcome; title: string; text: string }[] = [
    { value: 'APPROVE', title: recommendationOnly ? 'Recommend approval' : 'Approve', text: recommendationOnly ? 'This priority needs a senior’s approval; yours counts as a recommendation.' : 'The work is good as it is.' },
    { value: 'REQUEST_CHANGES', title: 'Request changes', text: 'The author answers with a new round, which comes back to you.' },
    { value: 'REJECT', title: 'Reject', text: 'The review ends; the author’s files stay theirs.' },
  ];
  const needsReason = outcome !== 'APPROVE' && comment.trim() === '' && drafts === 0;

  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (needsReason || decide.isPending) return;
    decide.mutate(
      { outcome, comment: comment.trim() || undefined },
      {
        onSuccess: () => {
          toast.success('Your decision was sent');
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Finish the review" description={`${plural(drafts, 'pending comment')} will be published together with it.`} testId="decision-dialog">
      <form onSubmit={send} onKeyDown={onKeyDown} className="contents">
        <DialogBody className="space-y-4">
          <TextArea label="Summary" name="comment" autoFocus placeholder="Markdown works." value={comment} onChange={(event) => setComment(event.target.value)} />
          <fieldset className="space-y-1.5">
            <legend className="sr-only">Decision</legend>
            {choices.map(({ value, title, text }) => (
              <label key={value} className={cn('flex cursor-pointer items-start gap-3 rounded-md border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-acc', outcome === value ? 'border-acc bg-acc-soft' : 'border-line2 hover:bg-s2')}>
                <input type="radio" name="outcome" value={value} checked={outcome === value} onChange={() => setOutcome(value)} className="mt-0.5 accent-(--acc)" />
                <span>
                  <span className="block text-sm font-medium">{title}</span>
                  <span className="block text-xs text-mut">{text}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {needsReason && <p className="text-xs text-mut">Say why in the summary or in a comment.</p>}
          {decide.error && (
            <p role="alert" className="text-xs text-err">
              {messageOf(decide.error)}
            </p>
          )}
        </DialogBody>
        <DialogFooter hint={<>{keyLabel('$mod+Enter')} sends</>}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone={outcome === 'REJECT' ? 'danger' : 'primary'} busy={decide.isPending} disabled={needsReason}>
            {choices.find(({ value }) => value === outcome)?.title}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
