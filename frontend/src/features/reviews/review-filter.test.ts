import { describe, expect, it } from 'vitest';
import { isFiltered, readFilter, writeFilter } from '@/features/reviews/review-filter';

const read = (text: string) => readFilter(new URLSearchParams(text));

describe('the filter of the reviews', () => {
  it('comes back from the address as it was written', () => {
    const filter = { view: 'mine', status: 'APPROVED', priority: 'HIGH', q: 'sum & more' } as const;
    expect(read(writeFilter(filter))).toEqual(filter);
    expect(isFiltered(filter)).toBe(true);
  });

  it('takes nonsense for no filter', () => {
    expect(read('view=theirs&status=LOST&priority=max')).toEqual({ view: null, status: null, priority: null, q: '' });
    expect(writeFilter(read(''))).toBe('');
  });
});
