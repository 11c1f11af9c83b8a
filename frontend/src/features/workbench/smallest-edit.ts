/** One replacement, by offsets in the text before. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The one replacement that turns a text into another and touches the least: what stands around it, and a cursor in it, stays where it is. */
export function smallestEdit(before: string, after: string): Edit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  // a character of two units, or a line end of two, is never cut
  if (start > 0 && isPair(before[start - 1], before[start] ?? after[start])) start -= 1;
  if (tail > 0 && isPair(before[before.length - tail - 1] ?? after[after.length - tail - 1], before[before.length - tail])) tail -= 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

const isPair = (one: string | undefined, two: string | undefined): boolean => /^[\ud800-\udbff]$/.test(one ?? '') || (one === '\r' && two === '\n');
