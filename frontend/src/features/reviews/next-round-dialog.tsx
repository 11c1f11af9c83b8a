'use client';

import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { useNextRound } from '@/features/reviews/mutations';
import type { Review } from '@/lib/api/types';
import { messageOf } from '@/lib/problem';

export function NextRoundDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const submit = useNextRound(review.id);
  const [note, setNote] = useState('');
  const go = (event: FormEvent): void => {
    event.preventDefault();
    submit.mutate(note.trim(), {
      onSuccess: () => {
        toast.success(`Round ${review.round + 1} was submitted`);
        onClose();
      },
    });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Submit round ${review.round + 1}`} description="The files of your session are frozen as they are now and go back to your reviewer.">
      <form onSubmit={go} className="contents">
        <DialogBody>
          <TextArea label="What changed (optional)" autoFocus value={note} onChange={(event) => setNote(event.target.value)} error={submit.error ? messageOf(submit.error) : undefined} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={submit.isPending}>
            Submit round {review.round + 1}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
