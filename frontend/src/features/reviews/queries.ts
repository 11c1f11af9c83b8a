'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, query, send } from '@/lib/api/http';
import { getAll } from '@/lib/api/items';
import type { Page, Priority, Review, ReviewComment, ReviewerEntry, ReviewEvent, ReviewStats, ReviewStatus, Round, RoundDiff, RoundTree, Session, Tree } from '@/lib/api/types';
import { urlPath } from '@/lib/paths';

export type ReviewListView = 'queue' | 'assigned' | 'mine' | 'all';
export type WhiteSpace = 'keep' | 'ignore';

export interface ReviewQuestion {
  view: ReviewListView;
  status?: ReviewStatus | null;
  priority?: Priority | null;
  q?: string;
}

export const keys = {
  lists: ['reviews'] as const,
  list: (question: ReviewQuestion) => ['reviews', question] as const,
  one: (id: string) => ['review', id] as const,
  comments: (id: string) => ['review', id, 'comments'] as const,
  tree: (id: string, round: number) => ['review', id, 'tree', round] as const,
};

export function useReviews(question: ReviewQuestion, enabled = true) {
  return useInfiniteQuery({
    queryKey: keys.list(question),
    queryFn: ({ signal, pageParam }) => get<Page<Review>>(`/api/reviews${query({ ...question, cursor: pageParam, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
    enabled,
  });
}

export const useReviewStats = () =>
  useQuery({ queryKey: [...keys.lists, 'stats'], queryFn: ({ signal }) => get<ReviewStats>('/api/reviews/stats', signal), refetchInterval: 30_000 });

export const useReview = (id: string) =>
  useQuery({ queryKey: keys.one(id), queryFn: ({ signal }) => get<Review>(`/api/reviews/${id}`, signal), refetchInterval: 30_000 });

export const useRounds = (id: string, newest: number) =>
  useQuery({ queryKey: [...keys.one(id), 'rounds', newest], queryFn: ({ signal }) => getAll<Round>(`/api/reviews/${id}/rounds`, signal) });

export const useRoundTree = (id: string, round: number) =>
  useQuery({ queryKey: keys.tree(id, round), queryFn: ({ signal }) => get<RoundTree>(`/api/reviews/${id}/rounds/${round}/tree`, signal), staleTime: 60_000 });

/** What changed from one round to another; `against` null is what the caller has not seen yet. Both are frozen, so it is read once. */
export const useRoundDiff = (id: string, round: number, against: number | null, whitespace: WhiteSpace) =>
  useQuery({
    queryKey: [...keys.one(id), 'diff', round, against, whitespace],
    queryFn: ({ signal }) => get<RoundDiff>(`/api/reviews/${id}/rounds/${round}/diff${query({ against, whitespace: whitespace === 'ignore' ? 'ignore' : null })}`, signal),
    staleTime: Infinity,
  });

/** A file of a frozen round; it never changes, so it is read once. */
export const useRoundFile = (id: string, round: number, path: string | null) =>
  useQuery({
    queryKey: [...keys.one(id), 'file', round, path],
    queryFn: async ({ signal }) => new Uint8Array(await (await send(roundFileUrl(id, round, path ?? ''), { signal })).arrayBuffer()),
    staleTime: Infinity,
    enabled: path !== null && round > 0,
  });

export const roundFileUrl = (id: string, round: number, path: string): string => `/api/reviews/${id}/rounds/${round}/files/${urlPath(path)}`;

/** All comments, with their places in `round`. */
export const useComments = (id: string, round: number) =>
  useQuery({
    queryKey: [...keys.comments(id), round],
    queryFn: ({ signal }) => getAll<ReviewComment>(`/api/reviews/${id}/comments?round=${round}`, signal),
    refetchInterval: 20_000,
    placeholderData: (before) => before,
  });

export const useHistory = (id: string) =>
  useQuery({ queryKey: [...keys.one(id), 'history'], queryFn: ({ signal }) => getAll<ReviewEvent>(`/api/reviews/${id}/history`, signal) });

export const useSessionReview = (sessionId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['session', sessionId, 'review'],
    queryFn: ({ signal }) => get<{ review: Review | null; canSubmit: boolean }>(`/api/sessions/${sessionId}/review`, signal),
    enabled,
  });

/** Whether the author's files differ from the newest round; null when they cannot be compared. */
export const useFreshness = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...keys.one(id), 'freshness'],
    queryFn: async ({ signal }) => (await get<{ changedSince: boolean | null }>(`/api/reviews/${id}/freshness`, signal)).changedSince ?? null,
    enabled,
    refetchInterval: 60_000,
  });

/** Everybody who reviews, with what they have in hand. */
export const useReviewers = (enabled = true) =>
  useQuery({ queryKey: ['reviewers', 'all'], queryFn: ({ signal }) => getAll<ReviewerEntry>('/api/reviews/reviewers?limit=200', signal), enabled });

/** The files of the session as they are stored now. */
export const useSessionFiles = (sessionId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['session', sessionId, 'files-to-submit'],
    queryFn: async ({ signal }) => (await get<Tree>(`/api/sessions/${sessionId}/tree`, signal)).items.filter(({ type, persisted }) => type === 'FILE' && persisted),
    enabled,
  });

export const useActiveSessions = (enabled: boolean) =>
  useQuery({ queryKey: ['sessions', 'active'], queryFn: ({ signal }) => getAll<Session>('/api/sessions?status=ACTIVE', signal), enabled });

export const exportUrl = (id: string, format: 'json' | 'markdown'): string => `/api/reviews/${id}/export?format=${format}`;
