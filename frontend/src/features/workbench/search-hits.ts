import type { SearchHit } from '@/lib/api/types';

export interface FileHits {
  path: string;
  hits: SearchHit[];
}

/** Hits by file, in the order in which they were found. */
export function byFile(hits: readonly SearchHit[]): FileHits[] {
  const files = new Map<string, SearchHit[]>();
  for (const hit of hits) {
    const known = files.get(hit.path);
    if (known) known.push(hit);
    else files.set(hit.path, [hit]);
  }
  return [...files].map(([path, found]) => ({ path, hits: found }));
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** Letters before the hit: the panel is narrow. */
const MOST_BEFORE = 12;

/** The line in pieces, with what was found marked; the hit is never cut away at the right. */
export function marked({ preview, column }: Pick<SearchHit, 'preview' | 'column'>, text: string, regex: boolean, caseSensitive: boolean): Piece[] {
  const pattern = patternOf(text, regex, caseSensitive);
  // the preview is cut at the left when the hit is far in the line
  const from = Math.max(0, column - 1 <= 60 ? column - 1 : 60);
  const match = pattern ? firstFrom(pattern, preview, from) : null;
  const start = match?.start ?? from;
  const end = match?.end ?? start;
  const indent = preview.length - preview.trimStart().length;
  const cut = start - MOST_BEFORE > indent ? start - MOST_BEFORE : indent;
  return [
    { text: (cut > indent ? '…' : '') + preview.slice(Math.min(cut, start), start), hit: false },
    { text: preview.slice(start, end), hit: true },
    { text: preview.slice(end), hit: false },
  ].filter((piece) => piece.text !== '');
}

function firstFrom(pattern: RegExp, text: string, from: number): { start: number; end: number } | null {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found && found[0] !== '' ? { start: found.index, end: found.index + found[0].length } : null;
}

/** Null for a pattern that only the server understands: the line is shown without a mark. */
function patternOf(text: string, regex: boolean, caseSensitive: boolean): RegExp | null {
  try {
    return new RegExp(regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), caseSensitive ? 'gu' : 'giu');
  } catch {
    return null;
  }
}
