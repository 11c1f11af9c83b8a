import { expect, it } from 'vitest';
import { bufferText, fileNameOf, plainTitle } from '@/features/workbench/terminal-text';

const buffer = (...rows: [text: string, wrapped?: boolean][]) => ({
  length: rows.length,
  getLine: (index: number) => {
    const row = rows[index];
    return row && { isWrapped: row[1] === true, translateToString: (trim?: boolean) => (trim ? row[0].trimEnd() : row[0]) };
  },
});

it('T12 downloads lines as they were written, not as the screen broke them', () => {
  expect(bufferText(buffer(['$ ls   '], ['a long '], ['line   ', true], ['end'], ['   '], ['']))).toBe('$ ls\na long line\nend\n');
  expect(bufferText(buffer([''], ['']))).toBe('');
});

it('names the file after the terminal, safely', () => {
  expect([fileNameOf('Terminal 1'), fileNameOf('../../x'), fileNameOf('日本')]).toEqual(['terminal-1.txt', '..-..-x.txt', 'terminal.txt']);
});

it('T12 takes a title as one line of plain text', () => {
  expect(plainTitle(' a\u0007b\n<b>c</b>\u202e ')).toBe('ab<b>c</b>');
  expect(plainTitle('x'.repeat(5_000))).toHaveLength(120);
});
