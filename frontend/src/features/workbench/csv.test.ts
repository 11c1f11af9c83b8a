import { describe, expect, it } from 'vitest';
import { isNumber, parseCsv } from '@/features/workbench/csv';

const rows = (text: string): string[][] => parseCsv(text).rows;

describe('parseCsv', () => {
  it('reads quotes, line ends in them, and doubled quotes', () => {
    expect(rows('a,b\r\n"x, y","say ""hi""\nthere"\n')).toEqual([['a', 'b'], ['x, y', 'say "hi"\nthere']]);
  });

  it('finds the separator', () => {
    expect(rows('a;b\n1,5;2')).toEqual([['a', 'b'], ['1,5', '2']]);
    expect(rows('a\tb\n1\t2')).toEqual([['a', 'b'], ['1', '2']]);
  });

  it('keeps empty cells, drops empty lines, and needs no last line end', () => {
    expect(rows('a,b,c\n1,,\n\n,,3')).toEqual([['a', 'b', 'c'], ['1', '', ''], ['', '', '3']]);
    expect(rows('')).toEqual([]);
  });

  it('says when there is more', () => {
    expect(parseCsv('1\n2\n3\n', 2)).toMatchObject({ rows: [['1'], ['2']], cut: true });
    expect(parseCsv('1\n2\n', 2).cut).toBe(false);
    expect(parseCsv('1\n1,2,3\n').columns).toBe(3);
  });

  it('tells numbers', () => {
    expect(['1', '-1.5', '1,234', '1e-9', '12 %'].every(isNumber)).toBe(true);
    expect(['', 'a1', '1a', '-'].some(isNumber)).toBe(false);
  });
});
