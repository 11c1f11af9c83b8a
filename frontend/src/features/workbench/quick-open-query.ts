import { baseName } from '@/lib/paths';
import { score } from '@/lib/rank';

export interface QuickOpenQuery {
  name: string;
  line: number | null;
  column: number;
}

/** `main.py:42:7` is a name with a place in it; `:42` is a place in the open file. */
export function parseQuickOpen(text: string): QuickOpenQuery {
  const [, name = text, line, column] = /^(.*?):(\d+)(?::(\d+))?:?$/.exec(text.trim()) ?? /^(.*?):$/.exec(text.trim()) ?? [];
  return { name: name.trim(), line: line ? Math.max(1, Number(line)) : null, column: column ? Math.max(1, Number(column)) : 1 };
}

const RECENT_BONUS = 40;

/** Files by how well their name has what was typed, its name before its folder; those used lately first among equals, and alone when nothing is typed. */
export function rankFiles(files: readonly string[], recent: readonly string[], name: string, limit = 50): string[] {
  const known = new Set(files);
  const lately = recent.filter((path) => known.has(path));
  if (name === '') return [...lately, ...files.filter((path) => !lately.includes(path))].slice(0, limit);
  return files
    .flatMap((path) => {
      const inName = name.includes('/') ? null : score(baseName(path), name);
      const points = inName === null ? score(path, name) : inName + 500;
      const position = lately.indexOf(path);
      return points === null ? [] : [{ path, points: points + (position < 0 ? 0 : RECENT_BONUS - position) }];
    })
    .sort((a, b) => b.points - a.points)
    .slice(0, limit)
    .map(({ path }) => path);
}
