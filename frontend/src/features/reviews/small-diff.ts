export interface SmallLine {
  type: 'same' | 'gone' | 'new';
  text: string;
}

/** Beyond this many pairs of lines everything counts as replaced. */
const MOST_PAIRS = 250_000;

/** The shortest way from a few lines to a few others, line by line. */
export function smallDiff(before: string, after: string): SmallLine[] {
  const a = before.split('\n');
  const b = after === '' ? [] : after.replace(/\n$/, '').split('\n');
  const gone = (text: string): SmallLine => ({ type: 'gone', text });
  const added = (text: string): SmallLine => ({ type: 'new', text });
  if (a.length * b.length > MOST_PAIRS) return [...a.map(gone), ...b.map(added)];
  // longest[i][j]: how many lines the rests from i and j have in common
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = longest[i];
    if (!row) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const lines: SmallLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      lines.push({ type: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(left));
      i += 1;
    } else {
      lines.push(added(right ?? ''));
      j += 1;
    }
  }
  return lines;
}
