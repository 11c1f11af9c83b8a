'use client';

import { DecisionDialog } from '@/features/reviews/decision-dialog';
import { EditReviewDialog } from '@/features/reviews/edit-review-dialog';
import { HandOverDialog } from '@/features/reviews/hand-over-dialog';
import { useMove, type Move, type Outcome } from '@/features/reviews/mutations';
import { NextRoundDialog } from '@/features/reviews/next-round-dialog';
import { ReasonDialog, type ReasonDialogProps } from '@/features/reviews/reason-dialog';
import type { Role } from '@/features/reviews/rules';
import type { Thread } from '@/features/reviews/threads';
import type { Review, ReviewComment } from '@/lib/api/types';
import { personName } from '@/lib/people';

/** The one dialog that is open over a review. */
export type ReviewDialog = { kind: 'decide'; outcome: Outcome } | { kind: 'next-round' | 'hand-over' | 'release' | 'take-back' | 'withdraw' | 'reopen' | 'edit' };

export interface ReviewDialogsProps {
  dialog: ReviewDialog;
  review: Review;
  role: Role;
  drafts: readonly ReviewComment[];
  unverified: readonly Thread[];
  onClose: () => void;
  onThread: (thread: Thread) => void;
}

export function ReviewDialogs({ dialog, review, role, drafts, unverified, onClose, onThread }: ReviewDialogsProps) {
  const move = useMove();
  const moves = (what: Move): Pick<ReasonDialogProps, 'busy' | 'onConfirm' | 'onClose'> => ({
    busy: move.isPending,
    onClose,
    onConfirm: (reason) => move.mutate({ id: review.id, move: what, reason }, { onSuccess: onClose }),
  });
  switch (dialog.kind) {
    case 'decide':
      return <DecisionDialog review={review} role={role} drafts={drafts} unverified={unverified} initial={dialog.outcome} onClose={onClose} onThread={onThread} />;
    case 'next-round':
      return <NextRoundDialog review={review} onClose={onClose} />;
    case 'hand-over':
      return <HandOverDialog review={review} onClose={onClose} />;
    case 'edit':
      return <EditReviewDialog review={review} onClose={onClose} />;
    case 'release':
      return (
        <ReasonDialog title="Release the claim?" action="Release" {...moves('release')}>
          {review.status === 'IN_REVIEW' ? 'The review goes back to its original place in the queue.' : 'The author keeps working; the next round waits for another reviewer.'} Your published comments stay; your pending ones stay with you.
        </ReasonDialog>
      );
    case 'take-back':
      return (
        <ReasonDialog title="Take the claim back?" action="Take back" danger reasonNeeded {...moves('release')}>
          {personName(review.reviewer)} loses the claim and is told. The review goes back to its original place in the queue.
        </ReasonDialog>
      );
    case 'withdraw':
      return (
        <ReasonDialog title="Withdraw this review?" action="Withdraw" danger {...moves('withdraw')}>
          It leaves the queue, and a reviewer who holds it is told. Your session and its files stay as they are, and you can reopen it.
        </ReasonDialog>
      );
    case 'reopen':
      return (
        <ReasonDialog title="Reopen this review?" action="Reopen" withoutReason {...moves('reopen')}>
          It goes back into the queue with everything that was said.
        </ReasonDialog>
      );
  }
}
