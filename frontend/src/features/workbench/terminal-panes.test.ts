import { expect, it } from 'vitest';
import { prune, show, shownIn, splitWith, unsplit, type Panes } from '@/features/workbench/terminal-panes';

const one: Panes = { left: 'a', right: null, focused: 'left' };
const two: Panes = { left: 'a', right: 'b', focused: 'right' };

it('shows a terminal in the pane that has the focus', () => {
  expect(show(one, 'b')).toEqual({ left: 'b', right: null, focused: 'left' });
  expect(show(two, 'c')).toEqual({ left: 'a', right: 'c', focused: 'right' });
});

it('moves the focus to a terminal that is shown already', () => {
  expect(show(two, 'a')).toEqual({ left: 'a', right: 'b', focused: 'left' });
});

it('splits with another terminal and never shows one twice', () => {
  expect(splitWith(one, 'b')).toEqual(two);
  expect(splitWith(one, 'a')).toEqual(one);
});

it('keeps the focused terminal when the split ends', () => {
  expect(unsplit(two)).toEqual({ left: 'b', right: null, focused: 'left' });
});

it('closes a pane with its terminal, and fills an empty panel from the tabs', () => {
  expect(prune(two, ['a', 'c'])).toEqual(one);
  expect(prune(two, ['b', 'c'])).toEqual({ left: 'b', right: null, focused: 'left' });
  expect(shownIn(prune(two, ['c']))).toBe('c');
  expect(shownIn(prune(two, []))).toBeNull();
  expect(prune(two, ['b', 'a'])).toBe(two);
});
