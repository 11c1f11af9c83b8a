import { describe, expect, it } from 'vitest';
import { smallestEdit } from '@/features/workbench/smallest-edit';

const applied = (before: string, after: string): string => {
  const edit = smallestEdit(before, after);
  return edit ? before.slice(0, edit.start) + edit.text + before.slice(edit.end) : before;
};

describe('F10 a text that changed underneath', () => {
  it('touches the least', () => {
    expect(smallestEdit('one\ntwo\nthree', 'one\n2\nthree')).toEqual({ start: 4, end: 7, text: '2' });
    expect(smallestEdit('same', 'same')).toBeNull();
    expect(smallestEdit('aa', 'aaa')).toEqual({ start: 2, end: 2, text: 'a' });
  });

  it.each([
    ['', 'new'], ['old', ''], ['aba', 'ababa'], ['x\r\ny', 'x\r\rz'], ['a\r\nb', 'a\nb'],
    ['🐍 one', '🐢 one'], ['a🐍', 'a🐍🐍'], ['x'.repeat(50), 'x'.repeat(49)],
  ])('%j becomes %j', (before, after) => expect(applied(before, after)).toBe(after));

  it('never cuts a character of two units', () => {
    const edit = smallestEdit('🐍', '🐢');
    expect(edit).toEqual({ start: 0, end: 2, text: '🐢' });
  });
});
