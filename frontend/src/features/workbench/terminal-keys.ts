export type TerminalAction = 'copy' | 'paste' | 'find' | 'bigger' | 'smaller' | 'usual-size' | 'next' | 'previous';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The keys a terminal keeps to itself; every other one belongs to the program in it. */
export function terminalAction({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Pressed): TerminalAction | null {
  if ((ctrlKey || altKey) && !metaKey && !shiftKey && ctrlKey !== altKey && (key === 'PageDown' || key === 'PageUp')) return key === 'PageDown' ? 'next' : 'previous';
  if (altKey || !(ctrlKey || metaKey)) return null;
  if (shiftKey && code === 'KeyC') return 'copy';
  if (shiftKey && code === 'KeyV') return 'paste';
  if (shiftKey && code === 'KeyF') return 'find';
  if (key === '+' || key === '=') return 'bigger';
  if (key === '-') return 'smaller';
  if (key === '0' && !shiftKey) return 'usual-size';
  return null;
}
