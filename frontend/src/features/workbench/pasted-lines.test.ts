import { expect, it } from 'vitest';
import { asksBeforePaste, pastedLines, pastePreview, withoutBrackets } from '@/features/workbench/pasted-lines';

it('T7 counts the lines of a paste as the shell would run them', () => {
  expect([pastedLines('ls'), pastedLines('ls\n'), pastedLines('a\nb'), pastedLines('a\r\nb\r\nc\r\n'), pastedLines('1\n2\n3\n4\n5\n6')]).toEqual([1, 1, 2, 3, 6]);
});

it('T7 asks from the sixth line on', () => {
  expect([asksBeforePaste('1\n2\n3\n4\n5\n'), asksBeforePaste('1\n2\n3\n4\n5\n6'), asksBeforePaste('one long line '.repeat(100_000))]).toEqual([false, true, false]);
});

it('T7 previews a paste of any size with a dozen short lines and the number of the rest', () => {
  const { lines, more } = pastePreview(`${'x'.repeat(500)}\r\n`.repeat(20_000));
  expect(lines).toHaveLength(12);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(161);
  expect(more).toBe(19_988);
  expect(pastePreview('a\nb')).toEqual({ lines: ['a', 'b'], more: 0 });
});

it('T7 T12 a paste cannot end the brackets that keep it from running', () => {
  expect(withoutBrackets('safe\u001b[201~; rm -rf x\n')).toBe('safe; rm -rf x\n');
  expect(withoutBrackets('\u001b[20\u001b[201~1~id\n')).toBe('id\n');
  expect(withoutBrackets('\u001b[31mred')).toBe('\u001b[31mred');
});
