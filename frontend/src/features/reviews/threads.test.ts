import { describe, expect, it } from 'vitest';
import { anchorOf, atNewPaths, generalThreads, openCount, pathOf, placeNote, placeOf, threadsOf, toThreads, unverified } from '@/features/reviews/threads';
import type { ReviewComment, Shown } from '@/lib/api/types';

let minute = 0;
const comment = (id: string, more: Partial<ReviewComment> = {}): ReviewComment => ({ id, author: 'a', body: id, kind: 'ISSUE', createdAt: `2026-01-01T00:${String((minute += 1)).padStart(2, '0')}:00Z`, ...more });
const shown = (state: Shown['state'], more: Partial<Shown> = {}): Shown => ({ round: 2, path: 'a.py', side: 'NEW', line: null, endLine: null, state, ...more });
const only = (root: ReviewComment) => ({ root, replies: [] });
const rounds = { round: 2, against: 1 };

describe('threads', () => {
  it('puts answers under their first comment, oldest first', () => {
    const threads = toThreads([comment('late', { parentId: 'root', createdAt: '2026-01-03T00:00:00Z' }), comment('root'), comment('early', { parentId: 'root', createdAt: '2026-01-02T00:00:00Z' })]);
    expect(threads).toHaveLength(1);
    expect(threads[0]?.replies.map(({ id }) => id)).toEqual(['early', 'late']);
  });

  it('keeps a removed comment only for its answers', () => {
    expect(toThreads([comment('gone', { deleted: true })])).toEqual([]);
    expect(toThreads([comment('gone', { deleted: true }), comment('answer', { parentId: 'gone' })])).toHaveLength(1);
  });

  it('R12 follows a file that was renamed, and puts what lost its file with the general ones', () => {
    const moved = only(comment('moved', { path: 'old.py', line: 1, round: 1, shown: shown('MAPPED', { path: 'new.py', line: 3 }) }));
    const lost = only(comment('lost', { path: 'old.py', line: 1, round: 1, shown: shown('FILE_GONE', { path: null }) }));
    expect(threadsOf([moved, lost], 'new.py')).toEqual([moved]);
    expect(generalThreads([moved, lost])).toEqual([lost]);
    expect(pathOf(lost)).toBeNull();
  });

  it('R12 shows a thread at the mapped line, and at the head of the file when the line is gone', () => {
    const moved = only(comment('moved', { path: 'a.py', line: 1, endLine: 2, round: 1, shown: shown('MAPPED', { line: 5, endLine: 6 }) }));
    const gone = only(comment('gone', { path: 'a.py', line: 1, round: 1, shown: shown('LINE_GONE') }));
    expect(placeOf(moved, rounds)).toEqual({ side: 'NEW', line: 6, firstLine: 5 });
    expect(placeNote(moved, rounds)).toBe('On round 1, lines 1 to 2');
    expect(placeOf(gone, rounds)).toEqual({ side: 'NEW', line: null, firstLine: null });
    expect(placeNote(gone, rounds)).toBe('On round 1, line 1: gone in round 2');
  });

  it('shows the older side only when it is the round that is compared with', () => {
    const old = only(comment('old', { path: 'a.py', line: 4, side: 'OLD', round: 2, shown: shown('HERE', { side: 'OLD', line: 4 }) }));
    expect(placeOf(old, rounds)).toEqual({ side: 'OLD', line: 4, firstLine: 4 });
    expect(placeOf(old, { round: 2, against: 0 })).toEqual({ side: 'NEW', line: null, firstLine: null });
    expect(placeNote(old, { round: 2, against: 0 })).toBe('On line 4 of round 1');
  });

  it('takes the older side of a renamed file for the file as it is called now', () => {
    const old = only(comment('old', { path: 'old.py', line: 4, side: 'OLD', round: 2, shown: shown('HERE', { path: 'old.py', side: 'OLD', line: 4 }) }));
    const other = only(comment('other', { path: 'old.py', line: 4, round: 2, shown: shown('HERE', { path: 'old.py', line: 4 }) }));
    const moved = atNewPaths([old, other], [{ path: 'new.py', oldPath: 'old.py' }]);
    expect(moved.map(pathOf)).toEqual(['new.py', 'old.py']);
  });

  it('names an older side as the service knows it: the round before, or that round itself', () => {
    expect(anchorOf('NEW', { round: 3, against: 1 })).toEqual({ round: 3, side: 'NEW' });
    expect(anchorOf('OLD', { round: 3, against: 2 })).toEqual({ round: 3, side: 'OLD' });
    expect(anchorOf('OLD', { round: 3, against: 1 })).toEqual({ round: 1, side: 'NEW' });
  });

  it('R13 finds what must be verified and is open', () => {
    const open = only(comment('open', { mustVerify: true }));
    expect(unverified([open, only(comment('done', { mustVerify: true, resolved: true })), only(comment('other'))])).toEqual([open]);
  });

  it('counts open threads without drafts', () => {
    expect(openCount([only(comment('a')), only(comment('b', { draft: true })), only(comment('c', { resolved: true }))])).toBe(1);
  });
});
