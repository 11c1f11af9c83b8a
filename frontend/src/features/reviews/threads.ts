import type { ReviewComment } from '@/lib/api/types';

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
  return roots.map((root) => ({ root, replies: inOrder.filter(({ parentId }) => parentId === root.id) }));
}

/** Threads on lines of this file. The service has already moved them to the newest round where the line still exists. */
export const threadsOf = (threads: readonly Thread[], path: string): Thread[] => threads.filter(({ root }) => root.path === path);

export const generalThreads = (threads: readonly Thread[]): Thread[] => threads.filter(({ root }) => !root.path);

/** The line a thread is shown under in `round`; null puts it at the head of the file. */
export const lineOf = ({ root }: Thread, round: number): number | null => (root.line && (root.round === round || root.round === undefined || root.round === null) ? (root.endLine ?? root.line) : null);

export const draftCount = (comments: readonly ReviewComment[]): number => comments.filter(({ draft }) => draft).length;
