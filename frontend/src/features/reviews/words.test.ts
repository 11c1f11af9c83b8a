import { describe, expect, it } from 'vitest';
import { actSentence, changeWords, loadWords, nextStep, queueWords, turnWords } from '@/features/reviews/words';
import type { Review } from '@/lib/api/types';

const review = (more: Partial<Review> = {}): Review =>
  ({ priority: 'MEDIUM', status: 'PENDING', round: 1, submittedBy: { id: 'ada', username: 'ada' }, reviewer: null, turn: 'QUEUE', queuePosition: 3, openThreads: 0, ...more }) as Review;
const grace = { id: 'grace', username: 'grace' };

describe('words about a review', () => {
  it('Q1 tells the author the position, the reviewers and the usual wait', () => {
    expect(turnWords(review(), 'ada').text).toBe('In the queue, number 3');
    expect(queueWords({ activeReviewers: 4, medianWaitSeconds: 7200 })).toBe('4 active reviewers · half of the reviews are taken within 2 h. ');
    expect(queueWords({ activeReviewers: 0, medianWaitSeconds: null })).toBe('Nobody reviews just now. ');
  });

  it('R15 says whose turn it is to each of the two', () => {
    const held = review({ status: 'IN_REVIEW', turn: 'REVIEWER', reviewer: grace });
    expect(turnWords(held, 'grace')).toEqual({ text: 'Your turn', mine: true });
    expect(turnWords(held, 'ada')).toEqual({ text: 'grace’s turn', mine: false });
  });

  it('R16 tells a junior what their verdict will be, before they act', () => {
    expect(nextStep(review({ priority: 'HIGH' }), { me: 'grace', level: 'JUNIOR' })).toMatch(/waits for a senior/);
    expect(nextStep(review({ priority: 'HIGH', status: 'IN_REVIEW', reviewer: grace }), { me: 'grace', level: 'JUNIOR' })).toMatch(/recommendation/);
    expect(nextStep(review({ priority: 'HIGH', recommendedBy: grace }), { me: 'linus', level: 'SENIOR' })).toMatch(/grace recommends it/);
  });

  it('R17 says that approved files have changed since', () => {
    const approved = review({ status: 'APPROVED', round: 3, reviewer: grace });
    expect(nextStep(approved, { me: 'ada', level: 'NONE', changedSince: true })).toBe('Approved by grace: round 3, changed since.');
    expect(nextStep(approved, { me: 'ada', level: 'NONE', changedSince: false })).toBe('Approved by grace: round 3.');
  });

  it('R17 tells the history in sentences', () => {
    expect(actSentence({ action: 'ASSIGN', actor: grace, reviewer: { id: 'l', username: 'linus' }, round: 1 })).toBe('grace handed it to linus');
    expect(actSentence({ action: 'ASSIGN', actor: grace, reviewer: { id: 'l', username: 'linus' } }, 'l')).toBe('grace handed it to you');
    expect(actSentence({ action: 'LAPSE', actor: null })).toBe('The claim ended without an answer');
    expect(actSentence({ action: 'RESUBMIT', actor: grace, round: 2 })).toBe('grace submitted round 2');
  });

  it('says what happened to a file', () => {
    const diff = { change: 'RENAMED', binary: false, tooLarge: false, additions: 2, deletions: 0 } as const;
    expect(changeWords(diff, { round: 2, against: 1 })).toBe('Renamed · +2 −0');
    expect(changeWords(null, { round: 2, against: 1 })).toBe('Same as in round 1');
    expect(changeWords(null, { round: 1, against: 0 })).toBe('');
  });

  it('tells the load of a reviewer', () => {
    expect(loadWords({ openClaims: 0, verdicts: 0, medianAnswerSeconds: null })).toBe('free · no verdict yet');
    expect(loadWords({ openClaims: 2, verdicts: 5, medianAnswerSeconds: 5400 })).toBe('2 in hand · answers in 1.5 h');
  });
});
