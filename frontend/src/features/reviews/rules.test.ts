import { describe, expect, it } from 'vitest';
import { isOverdue, leaseEndsSoon, mayApply, mayApprove, mayClaim, mayComment, mayResolve, onlyRecommends, roleIn, whyNot, type Role } from '@/features/reviews/rules';
import type { Review, ReviewComment, User } from '@/lib/api/types';

const NOW = Date.parse('2026-01-02T12:00:00Z');
const review = (more: Partial<Review> = {}): Review => ({
  id: 'r', sessionId: 's', title: 'A title', description: null, priority: 'MEDIUM', status: 'PENDING', round: 1, submittedBy: { id: 'ada' }, reviewer: null, requestedReviewer: null,
  leaseExpiresAt: null, turn: 'QUEUE', queuePosition: 1, openThreads: 0, createdAt: '2026-01-02T00:00:00Z', updatedAt: '2026-01-02T00:00:00Z', decidedAt: null, ...more,
});
const role = (more: Partial<Role> = {}): Role => ({ author: false, holder: false, admin: false, level: 'NONE', ...more });
const person = (id: string, level: User['reviewerLevel']): User => ({ id, reviewerLevel: level, role: 'USER' }) as User;
const thread = (more: Partial<ReviewComment> = {}) => ({ root: { id: 'c', author: 'g', body: 'b', kind: 'ISSUE', createdAt: '2026-01-01T00:00:00Z', ...more } as ReviewComment, replies: [] });

describe('who may do what in a review', () => {
  it('knows the author and the holder, and nobody holds what is over', () => {
    expect(roleIn(review(), person('ada', 'SENIOR'))).toMatchObject({ author: true, holder: false, level: 'SENIOR' });
    const held = review({ reviewer: { id: 'grace' }, status: 'IN_REVIEW' });
    expect(roleIn(held, person('grace', 'JUNIOR')).holder).toBe(true);
    expect(roleIn({ ...held, status: 'APPROVED' }, person('grace', 'JUNIOR')).holder).toBe(false);
  });

  it.each([
    ['R10 never one’s own', review(), role({ author: true, level: 'SENIOR' }), 'Nobody reviews their own work'],
    ['R16 not without a level', review(), role(), 'Choose a reviewer level in your profile first'],
    ['R16 a junior not what is urgent', review({ priority: 'URGENT' }), role({ level: 'JUNIOR' }), 'Urgent priority needs a senior reviewer'],
    ['R6 not what somebody holds', review({ status: 'IN_REVIEW', reviewer: { id: 'g', username: 'grace' } }), role({ level: 'SENIOR' }), 'grace has claimed it'],
    ['R16 a junior what is of medium priority', review(), role({ level: 'JUNIOR' }), undefined],
    ['R16 a senior everything', review({ priority: 'URGENT' }), role({ level: 'SENIOR' }), undefined],
  ])('claims: %s', (_name, what, who, why) => {
    expect(whyNot(mayClaim(what, who))).toBe(why);
  });

  it('R16 takes a junior’s approval of what needs a senior as a recommendation', () => {
    expect(onlyRecommends(review({ priority: 'HIGH' }), role({ level: 'JUNIOR' }))).toBe(true);
    expect(onlyRecommends(review({ priority: 'HIGH' }), role({ level: 'SENIOR' }))).toBe(false);
    expect(onlyRecommends(review(), role({ level: 'JUNIOR' }))).toBe(false);
  });

  it('lets the author, the holder and an administrator talk while it is open', () => {
    expect(mayComment(review(), role({ author: true })).may).toBe(true);
    expect(whyNot(mayComment(review(), role({ level: 'SENIOR' })))).toBe('Claim the review to comment on it');
    expect(whyNot(mayComment(review({ status: 'REJECTED' }), role({ author: true })))).toBe('The review is over');
  });

  it('R13 lets the reviewer alone close what they want to verify', () => {
    const open = review({ status: 'IN_REVIEW' });
    expect(whyNot(mayResolve(open, role({ author: true }), thread({ mustVerify: true })))).toMatch(/only they close it/);
    expect(mayResolve(open, role({ holder: true }), thread({ mustVerify: true })).may).toBe(true);
    expect(mayResolve(open, role({ author: true }), thread()).may).toBe(true);
    expect(mayResolve(open, role({ holder: true }), thread({ draft: true })).may).toBe(false);
  });

  it('R13 says how many threads keep it from being approved', () => {
    expect(mayApprove([]).may).toBe(true);
    expect(whyNot(mayApprove([thread()]))).toBe('A thread you wanted to verify is still open');
    expect(whyNot(mayApprove([thread(), thread()]))).toBe('2 threads you wanted to verify are still open');
  });

  it('R5 lets only the author apply a suggestion', () => {
    expect(mayApply(review(), role({ author: true })).may).toBe(true);
    expect(mayApply(review(), role({ holder: true })).may).toBe(false);
  });

  it('flags what waits for more than a day, and a claim in its last quarter', () => {
    expect(isOverdue(review({ createdAt: '2026-01-01T11:00:00Z' }), NOW)).toBe(true);
    expect(isOverdue(review(), NOW)).toBe(false);
    expect(leaseEndsSoon('2026-01-02T17:00:00Z', NOW)).toBe(true);
    expect(leaseEndsSoon('2026-01-03T12:00:00Z', NOW)).toBe(false);
  });
});
