import { describe, expect, it } from 'vitest';
import { byFile, marked } from '@/features/workbench/search-hits';

const hit = (path: string, line: number) => ({ path, line, column: 1, preview: '' });
const shown = (preview: string, column: number, text: string, regex = false, caseSensitive = false): string =>
  marked({ preview, column }, text, regex, caseSensitive).map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('');

describe('F16 search hits', () => {
  it('stand by file, in their order', () => {
    expect(byFile([hit('b', 1), hit('b', 4), hit('a', 2)]).map(({ path, hits }) => [path, hits.length])).toEqual([['b', 2], ['a', 1]]);
  });

  it('are marked where they are', () => {
    expect(shown('    x = total + 1', 9, 'total')).toBe('x = [total] + 1');
    expect(shown('Total total', 7, 'total', false, true)).toBe('Total [total]');
    expect(shown('a1 b22', 4, '[a-z]\\d+', true)).toBe('a1 [b22]');
    expect(shown('a.b', 1, '.')).toBe('a[.]b');
  });

  it('stay in sight in a long line, and a pattern only the server knows does no harm', () => {
    expect(shown(`${'x'.repeat(60)}needle and more`, 200, 'needle')).toBe(`…${'x'.repeat(12)}[needle] and more`);
    expect(shown('plain', 1, '(?i', true)).toBe('plain');
  });
});
