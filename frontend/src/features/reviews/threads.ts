import type { FileDiff, ReviewComment, Side } from '@/lib/api/types';

/** A first comment with its answers. */
export interface Thread {
  root: ReviewComment;
  replies: ReviewComment[];
}

export const isResolved = (comment: ReviewComment): boolean => comment.resolved === true;

export function toThreads(comments: readonly ReviewComment[]): Thread[] {
  const ids = new Set(comments.map(({ id }) => id));
  const inOrder = [...comments].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const roots = inOrder.filter(({ parentId }) => !parentId || !ids.has(parentId));
  return roots
    .map((root) => ({ root, replies: inOrder.filter(({ parentId, deleted }) => parentId === root.id && !deleted) }))
    .filter(({ root, replies }) => !root.deleted || replies.length > 0);
}

/** The file a thread is shown in; null for what is about the whole. */
export const pathOf = ({ root }: Thread): string | null => (root.shown ? root.shown.path : (root.path ?? null));

/** What is said of the older side of a file that was renamed belongs to the file as it is called now. */
export function atNewPaths(threads: readonly Thread[], files: readonly Pick<FileDiff, 'path' | 'oldPath'>[]): Thread[] {
  const renamed = new Map(files.flatMap(({ path, oldPath }) => (oldPath && oldPath !== path ? [[oldPath, path] as const] : [])));
  return threads.map((thread) => {
    const { shown } = thread.root;
    const path = shown?.side === 'OLD' && shown.path ? renamed.get(shown.path) : undefined;
    return shown && path ? { ...thread, root: { ...thread.root, shown: { ...shown, path } } } : thread;
  });
}

export const threadsOf = (threads: readonly Thread[], path: string): Thread[] => threads.filter((thread) => pathOf(thread) === path);

export const generalThreads = (threads: readonly Thread[]): Thread[] => threads.filter((thread) => pathOf(thread) === null);

export const openCount = (threads: readonly Thread[]): number => threads.filter(({ root }) => !isResolved(root) && !root.draft).length;

/** What is compared: lines of `round` are the newer side, those of `against` the older one; 0 is nothing. */
export interface Compared {
  round: number;
  against: number;
}

export interface ThreadPlace {
  side: Side;
  /** The last line of its range; null puts it at the head of the file. */
  line: number | null;
  firstLine: number | null;
}

/** The round whose text a comment is about: the older side of a round is the round before it. */
export const textRound = ({ round, side }: Pick<ReviewComment, 'round' | 'side'>): number => (side === 'OLD' ? Math.max(1, (round ?? 1) - 1) : (round ?? 1));

/** Where a thread is shown when two rounds are compared. */
export function placeOf({ root }: Thread, { round, against }: Compared): ThreadPlace {
  const shown = root.shown ?? { round, side: root.side ?? 'NEW', line: root.round === round ? (root.line ?? null) : null, endLine: root.endLine ?? null };
  const { line } = shown;
  const head: ThreadPlace = { side: 'NEW', line: null, firstLine: null };
  if (line === null) return head;
  const place = { line: shown.endLine ?? line, firstLine: line };
  if (shown.side !== 'OLD') return { side: 'NEW', ...place };
  return against === round - 1 && against > 0 ? { side: 'OLD', ...place } : head;
}

/** Says where a thread comes from, when that is not where it is shown; null when it is. */
export function placeNote({ root }: Thread, compared: Compared): string | null {
  const at = root.line ? `line${root.endLine && root.endLine !== root.line ? `s ${root.line} to ${root.endLine}` : ` ${root.line}`}` : 'the whole file';
  const written = textRound(root);
  switch (root.shown?.state) {
    case 'LINE_GONE':
      return `On round ${written}, ${at}: gone in round ${compared.round}`;
    case 'FILE_GONE':
      return `On round ${written}, ${root.path}, ${at}: the file is gone in round ${compared.round}`;
    case 'MAPPED':
      return root.line && root.line === root.shown.line && root.path === root.shown.path ? `On round ${written}` : `On round ${written}, ${root.path === root.shown.path ? '' : `${root.path}, `}${at}`;
    default:
      if (root.side === 'OLD' && root.line && placeOf({ root, replies: [] }, compared).line === null) return `On ${at} of round ${written}`;
      return root.line ? null : root.path ? 'On the whole file' : null;
  }
}

/** What is said of a line of one side when it is written down: the service knows an older side only as the round before. */
export function anchorOf(side: Side, { round, against }: Compared): { round: number; side: Side } {
  if (side === 'NEW') return { round, side: 'NEW' };
  return against === round - 1 ? { round, side: 'OLD' } : { round: against, side: 'NEW' };
}

export const draftsOf = (comments: readonly ReviewComment[]): ReviewComment[] => comments.filter(({ draft, deleted }) => draft && !deleted);

/** Threads that keep a review from being approved. */
export const unverified = (threads: readonly Thread[]): Thread[] => threads.filter(({ root }) => root.mustVerify === true && !isResolved(root) && !root.deleted);
