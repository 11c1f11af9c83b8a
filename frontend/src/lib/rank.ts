/** How well a text contains the typed letters in order; null when it does not. Whole words and starts count most. */
export function score(text: string, typed: string): number | null {
  const haystack = text.toLowerCase();
  const needle = typed.toLowerCase().replace(/\s+/g, '');
  if (needle === '') return 0;
  const direct = haystack.indexOf(needle);
  if (direct >= 0) return 1000 - direct + (/[a-z0-9]/.test(haystack[direct - 1] ?? ' ') ? 0 : 200) - haystack.length / 100;
  let position = -1;
  let points = 0;
  for (const letter of needle) {
    const next = haystack.indexOf(letter, position + 1);
    if (next < 0) return null;
    points += next === position + 1 ? 8 : /[a-z0-9]/.test(haystack[next - 1] ?? ' ') ? 1 : 6;
    position = next;
  }
  return points - haystack.length / 100;
}

export function rank<T>(entries: readonly T[], typed: string, textOf: (entry: T) => string, limit = 50): T[] {
  return entries
    .flatMap((entry) => {
      const points = score(textOf(entry), typed);
      return points === null ? [] : [{ entry, points }];
    })
    .sort((a, b) => b.points - a.points)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
