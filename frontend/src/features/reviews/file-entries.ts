import type { Thread } from '@/features/reviews/threads';
import { isResolved, pathOf } from '@/features/reviews/threads';
import type { FileDiff, RoundDiff, RoundTree } from '@/lib/api/types';

/** A file of a review, with what changed in it and what is said about it. */
export interface FileEntry {
  path: string;
  /** null when it is the same on both sides, or nothing is compared. */
  diff: FileDiff | null;
  viewed: boolean;
  openThreads: number;
  drafts: number;
  size: number;
  binary: boolean;
}

export interface FileList {
  changed: FileEntry[];
  unchanged: FileEntry[];
  additions: number;
  deletions: number;
  viewed: number;
  /** How many can be marked as viewed. */
  toView: number;
}

const byPath = (a: FileEntry, b: FileEntry): number => a.path.localeCompare(b.path);

/** Every file of a round and every one that is gone from it, those that changed apart. */
export function toFileList(tree: RoundTree | undefined, diff: RoundDiff | undefined, threads: readonly Thread[]): FileList {
  const changes = new Map((diff?.files ?? []).map((each) => [each.path, each]));
  const viewed = new Set(tree?.viewed ?? []);
  const said = new Map<string, { open: number; drafts: number }>();
  for (const thread of threads) {
    const path = pathOf(thread);
    if (path === null) continue;
    const counts = said.get(path) ?? { open: 0, drafts: 0 };
    if (!isResolved(thread.root) && !thread.root.draft) counts.open += 1;
    counts.drafts += [thread.root, ...thread.replies].filter(({ draft }) => draft).length;
    said.set(path, counts);
  }
  const entry = (path: string, size: number, binary: boolean): FileEntry => ({
    path,
    diff: changes.get(path) ?? null,
    viewed: viewed.has(path),
    openThreads: said.get(path)?.open ?? 0,
    drafts: said.get(path)?.drafts ?? 0,
    size,
    binary,
  });
  const files = (tree?.items ?? []).filter(({ type }) => type === 'FILE').map(({ path, size, binary }) => entry(path, size, binary));
  const gone = [...changes.values()].filter(({ change }) => change === 'DELETED').map(({ path, binary }) => entry(path, 0, binary));
  const all = [...files, ...gone];
  return {
    changed: all.filter((each) => each.diff !== null).sort(byPath),
    unchanged: all.filter((each) => each.diff === null).sort(byPath),
    additions: sum(diff, 'additions'),
    deletions: sum(diff, 'deletions'),
    viewed: files.filter((each) => each.viewed).length,
    toView: files.length,
  };
}

const sum = (diff: RoundDiff | undefined, count: 'additions' | 'deletions'): number => (diff?.files ?? []).reduce((total, each) => total + each[count], 0);

/** The file before or behind another in the order in which they are listed; stays at the ends. */
export function step(paths: readonly string[], from: string | null, by: 1 | -1): string | null {
  if (paths.length === 0) return null;
  const at = from === null ? -1 : paths.indexOf(from);
  if (at < 0) return (by === 1 ? paths[0] : paths.at(-1)) ?? null;
  return paths[Math.min(paths.length - 1, Math.max(0, at + by))] ?? null;
}

/** The line of the newer side behind which a line of the older side stood. */
export function newLineOf(diff: FileDiff | null, oldLine: number): number {
  let shift = 0;
  for (const { oldStart, oldLines, newStart, newLines, lines } of diff?.hunks ?? []) {
    if (oldLine < oldStart) break;
    if (oldLine < oldStart + oldLines) {
      let at = newStart - 1;
      for (const line of lines) {
        if (line.newLine) at = line.newLine;
        if (line.oldLine === oldLine) return at;
      }
      return at;
    }
    shift = newStart + newLines - (oldStart + oldLines);
  }
  return oldLine + shift;
}

/** The older text with lines that differ in white space alone as they are now, so that they compare as equal. */
export function withoutSpaceChanges(before: string, after: string, diff: FileDiff): string {
  const older = before.split('\n');
  const newer = after.split('\n');
  const pair = (oldLine: number, newLine: number): void => {
    const text = newer[newLine - 1];
    if (text !== undefined && oldLine > 0 && oldLine <= older.length) older[oldLine - 1] = text;
  };
  let oldLine = 1;
  let newLine = 1;
  for (const { oldStart, oldLines, newStart, newLines, lines } of diff.hunks) {
    for (; oldLine < oldStart; oldLine += 1, newLine += 1) pair(oldLine, newLine);
    for (const { type, oldLine: old, newLine: now } of lines) if (type === 'CONTEXT' && old && now) pair(old, now);
    oldLine = oldStart + oldLines;
    newLine = newStart + newLines;
  }
  for (; oldLine <= older.length; oldLine += 1, newLine += 1) pair(oldLine, newLine);
  return older.join('\n');
}
