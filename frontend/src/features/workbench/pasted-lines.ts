export const PASTE_LINES = 5;

/** How many lines a paste would make a shell run; a last line break ends the last line. */
export const pastedLines = (text: string): number => text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').length;
