import { describe, expect, it } from 'vitest';
import { nextChange } from '@/features/reviews/changes';
import { linesOf, orderedLines, rangeWords, selectedLines } from '@/features/reviews/line-range';

describe('lines', () => {
  it('takes a range from either end', () => {
    expect(orderedLines(5, 2)).toEqual({ line: 2, endLine: 5 });
    expect(rangeWords({ line: 2, endLine: 2 })).toBe('Line 2');
  });

  it('leaves out a line that a selection only touches', () => {
    expect(selectedLines({ startLineNumber: 2, endLineNumber: 4, endColumn: 1 })).toEqual({ line: 2, endLine: 3 });
    expect(selectedLines({ startLineNumber: 2, endLineNumber: 2, endColumn: 1 })).toEqual({ line: 2, endLine: 2 });
  });

  it('cuts lines out of a text with any line ends', () => {
    expect(linesOf('a\r\nb\r\nc', { line: 2, endLine: 3 })).toBe('b\nc');
  });

  it('finds the change behind a line and the one before it', () => {
    const changes = [3, 8].map((modifiedStartLineNumber) => ({ modifiedStartLineNumber }));
    expect([nextChange(changes, 1, 1), nextChange(changes, 3, 1), nextChange(changes, 8, 1)].map((each) => each?.modifiedStartLineNumber)).toEqual([3, 8, undefined]);
    expect([nextChange(changes, 8, -1), nextChange(changes, 3, -1)].map((each) => each?.modifiedStartLineNumber)).toEqual([3, undefined]);
  });
});
