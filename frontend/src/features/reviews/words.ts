import type { BadgeTone } from '@/components/ui/badge';
import type { Priority, Review, ReviewStatus } from '@/lib/api/types';
import { personId, personName } from '@/lib/people';

export const STATUS: Record<ReviewStatus, { text: string; tone: BadgeTone }> = {
  PENDING: { text: 'Waiting', tone: 'plain' },
  IN_REVIEW: { text: 'In review', tone: 'acc' },
  CHANGES_REQUESTED: { text: 'Changes requested', tone: 'warn' },
  APPROVED: { text: 'Approved', tone: 'ok' },
  REJECTED: { text: 'Rejected', tone: 'err' },
  WITHDRAWN: { text: 'Withdrawn', tone: 'plain' },
};

export const PRIORITY: Record<Priority, { text: string; tone: BadgeTone }> = {
  LOW: { text: 'Low', tone: 'plain' },
  MEDIUM: { text: 'Medium', tone: 'plain' },
  HIGH: { text: 'High', tone: 'warn' },
  URGENT: { text: 'Urgent', tone: 'err' },
};

export const isFinal = (status: ReviewStatus): boolean => status === 'APPROVED' || status === 'REJECTED' || status === 'WITHDRAWN';

/** Whose turn it is, seen by the person who looks. */
export function turnWords(review: Review, me: string | undefined): { text: string; mine: boolean } {
  const author = personId(review.submittedBy) === me;
  const reviewer = review.reviewer !== null && personId(review.reviewer) === me;
  switch (review.turn) {
    case 'AUTHOR':
      return author ? { text: 'Your turn', mine: true } : { text: `${personName(review.submittedBy)}’s turn`, mine: false };
    case 'REVIEWER':
      return reviewer ? { text: 'Your turn', mine: true } : { text: `${personName(review.reviewer)}’s turn`, mine: false };
    case 'QUEUE':
      return { text: review.queuePosition ? `In the queue, number ${review.queuePosition}` : 'In the queue', mine: false };
    case 'NONE':
      return { text: 'Finished', mine: false };
  }
}

/** What the person who looks should do next. */
export function nextStep(review: Review, me: string | undefined, mayReview: boolean): string {
  const author = personId(review.submittedBy) === me;
  const reviewer = review.reviewer !== null && personId(review.reviewer) === me;
  switch (review.status) {
    case 'PENDING':
      if (author) return review.queuePosition ? `A reviewer will take it; it is number ${review.queuePosition} in the queue. You can go on working.` : 'A reviewer will take it. You can go on working.';
      return mayReview ? 'Claim it to review it.' : 'It waits for a reviewer. Choose a reviewer level in your profile to claim reviews.';
    case 'IN_REVIEW':
      if (reviewer) return 'Read the files, comment on lines, then decide. Your comments are sent with the decision.';
      return `${personName(review.reviewer)} is reviewing round ${review.round}.`;
    case 'CHANGES_REQUESTED':
      return author ? 'Answer the open comments, then submit the next round.' : `${personName(review.submittedBy)} works on the requested changes.`;
    case 'APPROVED':
      return `Approved by ${personName(review.reviewer)} in round ${review.round}.`;
    case 'REJECTED':
      return `Rejected by ${personName(review.reviewer)} in round ${review.round}.`;
    case 'WITHDRAWN':
      return author ? 'You took it back. Reopen it to put it into the queue again.' : 'The author took it back.';
  }
}

const ACTIONS: Record<string, string> = {
  SUBMIT: 'submitted it for review', CLAIM: 'claimed it', ASSIGN: 'handed it over', RELEASE: 'gave it back', LAPSE: 'The claim ended without an answer', FREE: 'The claim was freed',
  APPROVE: 'approved it', RECOMMEND: 'recommended it for approval', REQUEST_CHANGES: 'asked for changes', REJECT: 'rejected it', RESUBMIT: 'submitted the next round', WITHDRAW: 'withdrew it', REOPEN: 'reopened it', EDIT: 'edited the description',
};

export const actionWords = (action: string): string => ACTIONS[action.toUpperCase()] ?? action.toLowerCase().replaceAll('_', ' ');
