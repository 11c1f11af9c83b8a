import { describe, expect, it } from 'vitest';
import { newLineOf, step, toFileList, withoutSpaceChanges } from '@/features/reviews/file-entries';
import type { DiffLine, FileDiff, ReviewComment, RoundDiff, RoundTree } from '@/lib/api/types';

const file = (path: string): RoundTree['items'][number] => ({ path, type: 'FILE', size: 1, etag: null, binary: false, executable: false });
const change = (path: string, kind: FileDiff['change'], more: Partial<FileDiff> = {}): FileDiff => ({ path, change: kind, binary: false, tooLarge: false, additions: 2, deletions: 1, hunks: [], ...more });
const tree: RoundTree = { round: 2, items: [file('b.py'), file('a.py'), { ...file('src'), type: 'FOLDER' }], viewed: ['a.py', 'gone.py'] };
const diff: RoundDiff = { round: 2, against: 1, sinceLastVisit: true, files: [change('gone.py', 'DELETED'), change('b.py', 'MODIFIED')] };
const said = (path: string, more: Partial<ReviewComment> = {}) => ({ root: { id: path, author: 'g', body: '', kind: 'ISSUE', createdAt: '', path, ...more } as ReviewComment, replies: [] });

describe('the files of a review', () => {
  it('lists what changed apart, also what is gone, with the counts', () => {
    const list = toFileList(tree, diff, [said('b.py'), said('b.py', { resolved: true }), said('a.py', { draft: true })]);
    expect(list.changed.map(({ path, openThreads }) => [path, openThreads])).toEqual([['b.py', 1], ['gone.py', 0]]);
    expect(list.unchanged.map(({ path, drafts }) => [path, drafts])).toEqual([['a.py', 1]]);
    expect([list.additions, list.deletions]).toEqual([4, 2]);
  });

  it('counts as viewed only what can be viewed', () => {
    const { viewed, toView } = toFileList(tree, diff, []);
    expect([viewed, toView]).toEqual([1, 2]);
  });

  it('steps through them and stays at the ends', () => {
    expect(step(['a', 'b'], null, 1)).toBe('a');
    expect(step(['a', 'b'], null, -1)).toBe('b');
    expect(step(['a', 'b'], 'a', 1)).toBe('b');
    expect(step(['a', 'b'], 'b', 1)).toBe('b');
    expect(step([], 'a', 1)).toBeNull();
  });

  it('finds where a line of the older side stood', () => {
    const line = (type: DiffLine['type'], oldLine: number | null, newLine: number | null): DiffLine => ({ type, oldLine, newLine, text: '' });
    const edited = change('b.py', 'MODIFIED', {
      hunks: [{ oldStart: 3, oldLines: 3, newStart: 3, newLines: 4, lines: [line('CONTEXT', 3, 3), line('DELETE', 4, null), line('ADD', null, 4), line('ADD', null, 5), line('CONTEXT', 5, 6)] }],
    });
    expect([1, 3, 4, 5, 9].map((old) => newLineOf(edited, old))).toEqual([1, 3, 3, 6, 10]);
    expect(newLineOf(null, 7)).toBe(7);
  });

  it('R14 takes lines that differ in white space alone for equal, and no others', () => {
    const line = (type: DiffLine['type'], oldLine: number | null, newLine: number | null): DiffLine => ({ type, oldLine, newLine, text: '' });
    const edited = change('b.py', 'MODIFIED', {
      hunks: [{ oldStart: 2, oldLines: 2, newStart: 2, newLines: 3, lines: [line('CONTEXT', 2, 2), line('DELETE', 3, null), line('ADD', null, 3), line('ADD', null, 4)] }],
    });
    expect(withoutSpaceChanges('a\nb = 1\nold\nend', ' a\nb  =  1\nnew\nmore\nend ', edited)).toBe(' a\nb  =  1\nold\nend ');
  });
});
