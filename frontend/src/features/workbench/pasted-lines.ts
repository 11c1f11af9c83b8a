export const PASTE_LINES = 5;
const PREVIEW_LINES = 12;
const PREVIEW_WIDTH = 160;

/** How many lines a paste would make a shell run; a last line break ends the last line. */
export const pastedLines = (text: string): number => text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').length;

/** Asked whatever the mode of the shell: brackets keep lines from running at once, not from being pasted by mistake. */
export const asksBeforePaste = (text: string): boolean => pastedLines(text) > PASTE_LINES;

/** The first lines of a paste, cut to what a dialog can show, and how many more there are. */
export function pastePreview(text: string): { lines: string[]; more: number } {
  const head = text.slice(0, PREVIEW_LINES * 4096).replace(/\r\n?/g, '\n').split('\n').slice(0, PREVIEW_LINES);
  return {
    lines: head.map((line) => (line.length > PREVIEW_WIDTH ? `${line.slice(0, PREVIEW_WIDTH)}…` : line)),
    more: Math.max(0, pastedLines(text) - head.length),
  };
}

/** Text that cannot end the brackets a shell puts around a paste, so none of it runs before Enter is pressed. */
export function withoutBrackets(text: string): string {
  let before: string;
  let after = text;
  do {
    before = after;
    after = before.replace(/\u001b\[20[01]~/g, '');
  } while (after !== before);
  return after;
}
