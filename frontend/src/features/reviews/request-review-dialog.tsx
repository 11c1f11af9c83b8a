'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { SelectField, TextField } from '@/components/ui/field';
import { DescriptionField } from '@/features/reviews/description-field';
import { FileChoice, MOST_CHOSEN } from '@/features/reviews/file-choice';
import { useSubmitReview } from '@/features/reviews/mutations';
import { PriorityField } from '@/features/reviews/priority-field';
import { useReviewers } from '@/features/reviews/queries';
import type { RequestReviewButtonProps } from '@/features/reviews/request-review-button';
import { needsSenior } from '@/features/reviews/rules';
import { loadWords } from '@/features/reviews/words';
import { useMe } from '@/lib/api/me';
import type { Priority } from '@/lib/api/types';
import { keyLabel } from '@/lib/commands';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

export interface RequestReviewDialogProps extends RequestReviewButtonProps {
  /** Somebody who was asked for already. */
  reviewerId?: string;
  onClose: () => void;
}

export function RequestReviewDialog({ sessionId, suggestedTitle, beforeSubmit, reviewerId: asked = '', onClose }: RequestReviewDialogProps) {
  const router = useRouter();
  const submit = useSubmitReview();
  const reviewers = useReviewers();
  const me = useMe().data;
  const [title, setTitle] = useState(suggestedTitle);
  const [description, setDescription] = useState('');
  const [priority, setPriority] = useState<Priority>('MEDIUM');
  const [reviewerId, setReviewerId] = useState(asked);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [saving, setSaving] = useState(false);
  const fields = submit.error instanceof ApiError ? submit.error.fieldErrors() : {};
  const length = title.trim().length;
  const tooFew = chosen !== null && (chosen.size === 0 || chosen.size > MOST_CHOSEN);
  const others = (reviewers.data ?? []).filter(({ id }) => id !== me?.id);
  const tooLow = needsSenior(priority) && others.some(({ id, level }) => id === reviewerId && level === 'JUNIOR');

  const go = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (length < 3 || tooFew || submit.isPending || saving) return;
    setSaving(true);
    const saved = await beforeSubmit().catch(() => false);
    setSaving(false);
    if (!saved) {
      toast.error('Not submitted: a file is not saved', { description: 'The banner over the editor says why.' });
      return;
    }
    submit.mutate(
      { sessionId, title: title.trim(), description: description.trim() || undefined, priority, reviewerId: reviewerId || undefined, paths: chosen ? [...chosen] : undefined },
      {
        onSuccess: (review) => {
          onClose();
          toast.success('Submitted for review', { action: { label: 'Open', onClick: () => router.push(`/reviews/${review.id}`) } });
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void go();
    }
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Request review" description="The files are frozen as a snapshot of this moment. You can go on working; nothing you do later changes it." className="max-w-xl" testId="request-review-dialog">
      <form onSubmit={(event) => void go(event)} onKeyDown={onKeyDown} className="contents">
        <DialogBody className="space-y-4">
          <TextField label="Title" name="title" autoFocus minLength={3} maxLength={120} autoComplete="off" value={title} onChange={(event) => setTitle(event.target.value)} error={fields.title} hint={`3 to 120 characters; ${length} now`} />
          <DescriptionField value={description} onChange={setDescription} placeholder="What changed, and what should the reviewer look at? Markdown works." error={fields.description} />
          <div className="grid gap-4 sm:grid-cols-2">
            <PriorityField value={priority} onChange={setPriority} />
            <SelectField label="Reviewer" name="reviewer" value={reviewerId} onChange={(event) => setReviewerId(event.target.value)} error={fields.reviewerId} hint={tooLow ? 'A junior may not take this priority: choose a senior, or anyone.' : undefined}>
              <option value="">Anyone in the queue</option>
              {others.map((reviewer) => (
                <option key={reviewer.id} value={reviewer.id}>
                  {reviewer.displayName || reviewer.username} ({reviewer.level === 'SENIOR' ? 'Senior' : 'Junior'}, {loadWords(reviewer)})
                </option>
              ))}
            </SelectField>
          </div>
          <FileChoice sessionId={sessionId} chosen={chosen} onChoose={setChosen} />
          {submit.error && !fields.title && !fields.description && !fields.reviewerId && (
            <p role="alert" className="text-xs text-err">
              {hasCode(submit.error, 'review-open') ? 'This session has an open review. Submit a new round there, or withdraw it first.' : messageOf(submit.error)}
            </p>
          )}
        </DialogBody>
        <DialogFooter hint={<>{keyLabel('$mod+Enter')} submits</>}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={submit.isPending || saving} disabled={length < 3 || tooFew}>
            Submit for review
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
