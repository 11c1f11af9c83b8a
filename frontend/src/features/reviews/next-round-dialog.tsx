'use client';

import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { DescriptionField } from '@/features/reviews/description-field';
import { useNextRound } from '@/features/reviews/mutations';
import { useFreshness } from '@/features/reviews/queries';
import type { Review } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { personName } from '@/lib/people';

export function NextRoundDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const submit = useNextRound(review.id);
  const same = useFreshness(review.id, true).data === false;
  const [note, setNote] = useState('');
  const next = review.round + 1;
  const go = (event: FormEvent): void => {
    event.preventDefault();
    submit.mutate(note.trim(), {
      onSuccess: () => {
        toast.success(`Round ${next} was submitted`);
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Submit round ${next}`}
      description={`${review.paths ? plural(review.paths.length, 'chosen file') : 'All files'} of your session ${review.paths?.length === 1 ? 'is' : 'are'} frozen as ${review.paths?.length === 1 ? 'it is' : 'they are'} now and ${review.reviewer ? `go back to ${personName(review.reviewer)}` : 'wait for a reviewer'}. Everything that was said stays.`}
      className="max-w-lg"
      testId="next-round-dialog"
    >
      <form onSubmit={go} className="contents">
        <DialogBody className="space-y-3">
          <DescriptionField label="What changed (optional)" placeholder="What should the reviewer look at again? Markdown works." value={note} onChange={setNote} autoFocus error={submit.error ? submit.error.message : undefined} />
          {review.openThreads > 0 && <p className="text-xs text-mut">{plural(review.openThreads, 'thread is', 'threads are')} still open and will be shown at their lines in the new round.</p>}
          {same && <p className="text-xs text-warn">Your files are the same as in round {review.round}.</p>}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={submit.isPending}>
            Submit round {next}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
