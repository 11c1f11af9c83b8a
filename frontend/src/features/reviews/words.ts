import type { BadgeTone } from '@/components/ui/badge';
import type { FileDiff, PersonRef, Priority, Review, ReviewerEntry, ReviewComment, ReviewerLevel, ReviewEvent, ReviewStats, ReviewStatus } from '@/lib/api/types';
import { formatDuration, plural } from '@/lib/format';
import { baseName } from '@/lib/paths';
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

/** How the queue goes, for the author who waits: who reviews, and how long it usually takes. */
export function queueWords(stats: Pick<ReviewStats, 'activeReviewers' | 'medianWaitSeconds'> | undefined): string {
  const parts = [
    stats?.activeReviewers === undefined ? '' : stats.activeReviewers === 0 ? 'Nobody reviews just now' : plural(stats.activeReviewers, 'active reviewer'),
    stats?.medianWaitSeconds ? `half of the reviews are taken within ${formatDuration(stats.medianWaitSeconds)}` : '',
  ];
  const words = parts.filter(Boolean).join(' · ');
  return words && `${words}. `;
}

export interface Viewer {
  me: string | undefined;
  level: ReviewerLevel;
  /** The author's files are other than the newest round. */
  changedSince?: boolean | null;
  stats?: Pick<ReviewStats, 'activeReviewers' | 'medianWaitSeconds'>;
}

/** What the person who looks should do next. */
export function nextStep(review: Review, { me, level, changedSince, stats }: Viewer): string {
  const author = personId(review.submittedBy) === me;
  const reviewer = review.reviewer !== null && personId(review.reviewer) === me;
  const senior = review.priority === 'HIGH' || review.priority === 'URGENT';
  switch (review.status) {
    case 'PENDING':
      if (author) return `${queueWords(stats)}You can go on working; the round stays as it is.`;
      if (level === 'NONE') return 'It waits for a reviewer. Choose a reviewer level in your profile to claim reviews.';
      if (level === 'JUNIOR' && senior) return 'It waits for a senior reviewer: its priority needs one.';
      if (review.recommendedBy) return `${personName(review.recommendedBy)} recommends it. Claim it to give a senior’s verdict.`;
      return 'Claim it to review it.';
    case 'IN_REVIEW':
      if (reviewer) return level === 'JUNIOR' && senior ? 'Read, comment, then decide: your approval is a recommendation, and a senior follows.' : 'Read the files, comment on lines, then decide. Your comments are sent with the decision.';
      return `${personName(review.reviewer)} is reviewing round ${review.round}.`;
    case 'CHANGES_REQUESTED':
      if (!author) return `${personName(review.submittedBy)} works on the requested changes.`;
      return changedSince === false ? 'Answer the open comments and change the files, then submit the next round.' : 'Your files have changed since. Submit the next round when they are ready.';
    case 'APPROVED':
      return `Approved by ${personName(review.reviewer)}: round ${review.round}${changedSince ? ', changed since' : ''}.`;
    case 'REJECTED':
      return `Rejected by ${personName(review.reviewer)} in round ${review.round}.`;
    case 'WITHDRAWN':
      return author ? 'You took it back. Reopen it to put it into the queue again.' : 'The author took it back.';
  }
}

/** One act of the history as a sentence; some are nobody's. */
export function actSentence({ action, actor, reviewer, round }: Pick<ReviewEvent, 'action' | 'actor' | 'reviewer' | 'round'>, me?: string): string {
  const name = (person: PersonRef | null | undefined): string => (me !== undefined && personId(person) === me ? 'You' : personName(person));
  const who = actor ? name(actor) : 'Cove';
  switch (action.toUpperCase()) {
    case 'SUBMIT':
      return `${who} submitted round ${round ?? 1}`;
    case 'CLAIM':
      return `${who} claimed it`;
    case 'ASSIGN':
      return `${who} handed it to ${name(reviewer).replace(/^You$/, 'you')}`;
    case 'RELEASE':
      return `${who} gave it back to the queue`;
    case 'LAPSE':
      return 'The claim ended without an answer';
    case 'FREE':
      return 'The claim was freed';
    case 'APPROVE':
      return `${who} approved round ${round ?? ''}`.trim();
    case 'RECOMMEND':
      return `${who} recommended it; a senior follows`;
    case 'REQUEST_CHANGES':
      return `${who} asked for changes`;
    case 'REJECT':
      return `${who} rejected it`;
    case 'RESUBMIT':
      return `${who} submitted round ${round ?? ''}`.trim();
    case 'WITHDRAW':
      return `${who} withdrew it`;
    case 'REOPEN':
      return `${who} reopened it`;
    case 'EDIT':
      return `${who} edited it`;
    default:
      return `${who}: ${action.toLowerCase().replaceAll('_', ' ')}`;
  }
}

/** What is told of a reviewer: what they have in hand and how soon they usually answer. */
export function loadWords({ openClaims, verdicts, medianAnswerSeconds }: Pick<ReviewerEntry, 'openClaims' | 'verdicts' | 'medianAnswerSeconds'>): string {
  const parts = [openClaims === 0 ? 'free' : `${openClaims} in hand`];
  if (medianAnswerSeconds !== null && medianAnswerSeconds !== undefined) parts.push(`answers in ${formatDuration(medianAnswerSeconds)}`);
  else if (verdicts === 0) parts.push('no verdict yet');
  return parts.join(' · ');
}

/** What happened to a file between the rounds that are compared. */
export function changeWords(diff: Pick<FileDiff, 'change' | 'binary' | 'tooLarge' | 'additions' | 'deletions'> | null, { round, against }: { round: number; against: number }): string {
  if (against === 0) return '';
  if (!diff) return `Same as in round ${against}`;
  const how = { ADDED: `New in round ${round}`, MODIFIED: '', DELETED: `Deleted in round ${round}`, RENAMED: 'Renamed' }[diff.change];
  const lines = diff.binary ? 'binary' : diff.tooLarge ? 'too large to count' : diff.additions + diff.deletions > 0 ? `+${diff.additions} −${diff.deletions}` : '';
  return [how, lines].filter(Boolean).join(' · ');
}

/** The place of a comment in a few letters. */
export function placeWords({ path, line, endLine }: Pick<ReviewComment, 'path' | 'line' | 'endLine'>): string {
  if (!path) return 'General';
  const name = baseName(path);
  return line ? `${name}:${line}${endLine && endLine !== line ? `–${endLine}` : ''}` : name;
}

/** How much there is to read. */
export const sizeWords = ({ fileCount }: Pick<Review, 'fileCount'>): string => (fileCount === undefined ? '' : plural(fileCount, 'file'));
