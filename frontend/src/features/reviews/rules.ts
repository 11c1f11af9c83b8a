import type { Priority, Review, ReviewerLevel, User } from '@/lib/api/types';
import { isResolved, type Thread } from '@/features/reviews/threads';
import { isFinal } from '@/features/reviews/words';
import { personId, personName } from '@/lib/people';

/** Whether somebody may do something, and else why not: a button that is off says so. */
export type Permission = { may: true } | { may: false; why: string };

const yes: Permission = { may: true };
const no = (why: string): Permission => ({ may: false, why });

/** The reason of a refusal, for a tooltip. */
export const whyNot = (permission: Permission): string | undefined => (permission.may ? undefined : permission.why);

export const needsSenior = (priority: Priority): boolean => priority === 'HIGH' || priority === 'URGENT';

export interface Role {
  author: boolean;
  holder: boolean;
  admin: boolean;
  level: ReviewerLevel;
}

export function roleIn(review: Review, me: User | undefined): Role {
  const id = me?.id ?? null;
  return {
    author: id !== null && personId(review.submittedBy) === id,
    holder: id !== null && personId(review.reviewer) === id && !isFinal(review.status),
    admin: me?.role === 'ADMIN',
    level: me?.reviewerLevel ?? 'NONE',
  };
}

export function mayClaim(review: Review, { author, level }: Role): Permission {
  if (author) return no('Nobody reviews their own work');
  if (level === 'NONE') return no('Choose a reviewer level in your profile first');
  if (level === 'JUNIOR' && needsSenior(review.priority)) return no(`${review.priority === 'URGENT' ? 'Urgent' : 'High'} priority needs a senior reviewer`);
  return review.status === 'PENDING' ? yes : no(review.reviewer ? `${personName(review.reviewer)} has claimed it` : 'It is not in the queue');
}

/** The author, the holder of the claim and administrators have a say while a review is open. */
export function mayComment(review: Review, { author, holder, admin }: Role): Permission {
  if (isFinal(review.status)) return no('The review is over');
  return author || holder || admin ? yes : no('Claim the review to comment on it');
}

export function mayResolve(review: Review, role: Role, { root }: Thread): Permission {
  if (root.draft) return no('It is not published yet');
  const voice = mayComment(review, role);
  if (!voice.may) return voice;
  return root.mustVerify && !role.holder ? no(isResolved(root) ? 'Only the reviewer reopens it' : 'The reviewer wants to verify it, and only they close it') : yes;
}

export function mayApply(review: Review, { author }: Role): Permission {
  if (!author) return no('Only the author applies a suggestion');
  return isFinal(review.status) ? no('The review is over') : yes;
}

/** What a reviewer's approval counts for. */
export const onlyRecommends = (review: Review, { level }: Role): boolean => level === 'JUNIOR' && needsSenior(review.priority);

export function mayApprove(open: readonly Thread[]): Permission {
  return open.length === 0 ? yes : no(`${open.length === 1 ? 'A thread' : `${open.length} threads`} you wanted to verify ${open.length === 1 ? 'is' : 'are'} still open`);
}

/** A claim in its last quarter of a day: the moment to act or to give it back. */
export const leaseEndsSoon = (leaseExpiresAt: string, now: number): boolean => Date.parse(leaseExpiresAt) - now < 6 * 3_600_000;

/** Waits longer than a day, by when it should have had an answer. */
export const isOverdue = ({ status, createdAt }: Pick<Review, 'status' | 'createdAt'>, now: number): boolean => status === 'PENDING' && now - Date.parse(createdAt) > 24 * 3_600_000;
