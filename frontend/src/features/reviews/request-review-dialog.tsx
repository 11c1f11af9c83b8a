'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { toast } from 'sonner';
import { Markdown } from '@/components/markdown';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { SelectField, TextArea, TextField } from '@/components/ui/field';
import { useSubmitReview } from '@/features/reviews/mutations';
import { useReviewers } from '@/features/reviews/queries';
import type { RequestReviewButtonProps } from '@/features/reviews/request-review-button';
import { useMe } from '@/lib/api/me';
import type { Priority } from '@/lib/api/types';
import { keyLabel } from '@/lib/commands';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

const PRIORITIES: [Priority, string][] = [
  ['LOW', 'Low'],
  ['MEDIUM', 'Medium'],
  ['HIGH', 'High: needs a senior’s approval'],
  ['URGENT', 'Urgent: needs a senior’s approval'],
];

export function RequestReviewDialog({ sessionId, suggestedTitle, beforeSubmit, onClose }: RequestReviewButtonProps & { onClose: () => void }) {
  const router = useRouter();
  const submit = useSubmitReview();
  const reviewers = useReviewers(true);
  const me = useMe().data;
  const [title, setTitle] = useState(suggestedTitle);
  const [description, setDescription] = useState('');
  const [preview, setPreview] = useState(false);
  const [priority, setPriority] = useState<Priority>('MEDIUM');
  const [reviewerId, setReviewerId] = useState('');
  const [saving, setSaving] = useState(false);
  const fields = submit.error instanceof ApiError ? submit.error.fieldErrors() : {};
  const length = title.trim().length;

  const go = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (length < 3 || submit.isPending || saving) return;
    setSaving(true);
    const saved = await beforeSubmit().catch(() => false);
    setSaving(false);
    if (!saved) {
      toast.error('Not submitted: a file is not saved', { description: 'The banner over the editor says why.' });
      return;
    }
    submit.mutate(
      { sessionId, title: title.trim(), description: description.trim() || undefined, priority, reviewerId: reviewerId || undefined },
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Request review" description="The files are frozen as they are now. You can go on working; nothing you do later changes the snapshot." className="max-w-xl" testId="request-review-dialog">
      <form onSubmit={(event) => void go(event)} onKeyDown={onKeyDown} className="contents">
        <DialogBody className="space-y-4">
          <TextField label="Title" name="title" autoFocus minLength={3} maxLength={120} autoComplete="off" value={title} onChange={(event) => setTitle(event.target.value)} error={fields.title} hint={`3 to 120 characters; ${length} now`} />
          <div>
            <div className="mb-1.5 flex items-center justify-between">
              <span className="text-sm font-medium">Description</span>
              <button type="button" aria-pressed={preview} onClick={() => setPreview(!preview)} className="rounded-sm text-xs font-medium text-acc hover:underline">
                {preview ? 'Write' : 'Preview'}
              </button>
            </div>
            {preview ? (
              <div className="min-h-28 rounded-md border border-line2 bg-bg p-3">{description.trim() ? <Markdown text={description} /> : <p className="text-sm text-sub">Nothing to preview.</p>}</div>
            ) : (
              <TextArea label="Description" hideLabel name="description" className="min-h-28" maxLength={10_000} placeholder="What changed, and what should the reviewer look at? Markdown works." value={description} onChange={(event) => setDescription(event.target.value)} error={fields.description} />
            )}
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField label="Priority" name="priority" value={priority} onChange={(event) => setPriority(event.target.value as Priority)}>
              {PRIORITIES.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </SelectField>
            <SelectField label="Reviewer" name="reviewer" value={reviewerId} onChange={(event) => setReviewerId(event.target.value)} error={fields.reviewerId}>
              <option value="">Anyone in the queue</option>
              {(reviewers.data ?? [])
                .filter(({ id }) => id !== me?.id)
                .map((reviewer) => (
                  <option key={reviewer.id} value={reviewer.id}>
                    {reviewer.displayName || reviewer.username} ({reviewer.reviewerLevel === 'SENIOR' ? 'Senior' : 'Junior'})
                  </option>
                ))}
            </SelectField>
          </div>
          {submit.error && Object.keys(fields).length === 0 && (
            <p role="alert" className="text-xs text-err">
              {hasCode(submit.error, 'review-open') ? 'This session has an open review. Submit a new round there, or withdraw it first.' : messageOf(submit.error)}
            </p>
          )}
        </DialogBody>
        <DialogFooter hint={<>{keyLabel('$mod+Enter')} submits</>}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={submit.isPending || saving} disabled={length < 3}>
            Submit for review
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
