'use client';

import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { DescriptionField } from '@/features/reviews/description-field';
import { useEditReview } from '@/features/reviews/mutations';
import { PriorityField } from '@/features/reviews/priority-field';
import type { Review } from '@/lib/api/types';
import { ApiError, messageOf } from '@/lib/problem';

export function EditReviewDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const edit = useEditReview(review.id);
  const [title, setTitle] = useState(review.title);
  const [description, setDescription] = useState(review.description ?? '');
  const [priority, setPriority] = useState(review.priority);
  const fields = edit.error instanceof ApiError ? edit.error.fieldErrors() : {};
  const length = title.trim().length;
  const go = (event: FormEvent): void => {
    event.preventDefault();
    edit.mutate({ title: title.trim(), description: description.trim(), priority }, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Edit the review" description="The files of its rounds stay as they are." className="max-w-xl">
      <form onSubmit={go} className="contents">
        <DialogBody className="space-y-4">
          <TextField label="Title" autoFocus maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} error={fields.title} hint={`3 to 120 characters; ${length} now`} />
          <DescriptionField value={description} onChange={setDescription} error={fields.description} />
          <PriorityField value={priority} onChange={setPriority} />
          {edit.error && Object.keys(fields).length === 0 && (
            <p role="alert" className="text-xs text-err">
              {messageOf(edit.error)}
            </p>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={edit.isPending} disabled={length < 3}>
            Save
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
