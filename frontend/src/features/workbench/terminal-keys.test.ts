import { expect, it } from 'vitest';
import { terminalAction } from '@/features/workbench/terminal-keys';

const press = (keys: string, key: string, code = key): ReturnType<typeof terminalAction> =>
  terminalAction({ key, code, ctrlKey: keys.includes('C'), shiftKey: keys.includes('S'), altKey: keys.includes('A'), metaKey: keys.includes('M') });

it.each([
  ['CS', 'C', 'KeyC', 'copy'],
  ['CS', 'V', 'KeyV', 'paste'],
  ['CS', 'F', 'KeyF', 'find'],
  ['C', '=', 'Equal', 'bigger'],
  ['CS', '+', 'Equal', 'bigger'],
  ['C', '-', 'Minus', 'smaller'],
  ['C', '0', 'Digit0', 'usual-size'],
  ['C', 'PageDown', 'PageDown', 'next'],
  ['A', 'PageUp', 'PageUp', 'previous'],
])('T12 takes %s %s (%s) as %s', (keys, key, code, action) => {
  expect(press(keys, key, code)).toBe(action);
});

it.each([
  ['C', 'c', 'KeyC'],
  ['C', 'v', 'KeyV'],
  ['C', 'f', 'KeyF'],
  ['', '=', 'Equal'],
  ['', 'PageDown', 'PageDown'],
  ['S', 'PageUp', 'PageUp'],
  ['CA', 'f', 'KeyF'],
  ['CA', 'PageUp', 'PageUp'],
])('leaves %s %s to the program', (keys, key, code) => {
  expect(press(keys, key, code)).toBeNull();
});
