import { describe, expect, it } from 'vitest';
import { readPlace, writePlace, type ReviewPlace } from '@/features/reviews/review-place';

const read = (search: string, hash = ''): ReviewPlace => readPlace(new URLSearchParams(search), hash);

describe('the place in a review', () => {
  it('N2 reads the link of a notification: round, file, line and comment', () => {
    expect(read('round=2&file=src%2Fa%20b.py&comment=c1', '#L12')).toEqual({ round: 2, against: null, file: 'src/a b.py', line: { side: 'NEW', line: 12 }, comment: 'c1' });
    expect(read('file=a.py', '#O3').line).toEqual({ side: 'OLD', line: 3 });
  });

  it('comes back as it was written', () => {
    const place: ReviewPlace = { round: 3, against: 0, file: 'a&b #1.py', line: { side: 'OLD', line: 7 }, comment: null };
    const [search = '', hash = ''] = writePlace(place).split('#');
    expect(read(search, `#${hash}`)).toEqual(place);
  });

  it('takes nonsense for nothing', () => {
    expect(read('round=zero&against=-1&file=', '#L0x1')).toEqual({ round: null, against: null, file: null, line: null, comment: null });
    expect(writePlace({ round: null, against: null, file: null, line: null, comment: null })).toBe('');
  });
});
