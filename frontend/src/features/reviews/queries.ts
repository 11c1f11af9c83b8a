'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, query, send } from '@/lib/api/http';
import { getAll } from '@/lib/api/items';
import type { Page, PublicProfile, Review, ReviewComment, ReviewEvent, ReviewStats, Round, Tree, TreeItem } from '@/lib/api/types';
import { urlPath } from '@/lib/paths';

export type ReviewListView = 'queue' | 'assigned' | 'mine';

export const keys = {
  lists: ['reviews'] as const,
  list: (view: ReviewListView) => ['reviews', view] as const,
  one: (id: string) => ['review', id] as const,
  comments: (id: string) => ['review', id, 'comments'] as const,
};

export function useReviews(view: ReviewListView) {
  return useInfiniteQuery({
    queryKey: keys.list(view),
    queryFn: ({ signal, pageParam }) => get<Page<Review>>(`/api/reviews${query({ view, cursor: pageParam, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: 30_000,
  });
}

export const useReviewStats = () =>
  useQuery({ queryKey: [...keys.lists, 'stats'], queryFn: ({ signal }) => get<ReviewStats>('/api/reviews/stats', signal), refetchInterval: 30_000 });

export const useReview = (id: string) =>
  useQuery({ queryKey: keys.one(id), queryFn: ({ signal }) => get<Review>(`/api/reviews/${id}`, signal), refetchInterval: 30_000 });

export const useRounds = (id: string, newest: number) =>
  useQuery({ queryKey: [...keys.one(id), 'rounds', newest], queryFn: ({ signal }) => getAll<Round>(`/api/reviews/${id}/rounds`, signal) });

export const useRoundTree = (id: string, round: number) =>
  useQuery({
    queryKey: [...keys.one(id), 'tree', round],
    queryFn: async ({ signal }) => {
      const tree = await get<Tree | { items: TreeItem[] } | TreeItem[]>(`/api/reviews/${id}/rounds/${round}/tree`, signal);
      return (Array.isArray(tree) ? tree : tree.items).filter(({ type }) => type === 'FILE');
    },
    staleTime: Infinity,
    enabled: round > 0,
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

export const useComments = (id: string) =>
  useQuery({ queryKey: keys.comments(id), queryFn: ({ signal }) => getAll<ReviewComment>(`/api/reviews/${id}/comments`, signal), refetchInterval: 20_000 });

export const useHistory = (id: string) =>
  useQuery({ queryKey: [...keys.one(id), 'history'], queryFn: ({ signal }) => getAll<ReviewEvent>(`/api/reviews/${id}/history`, signal) });

export const useSessionReview = (sessionId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['session', sessionId, 'review'],
    queryFn: ({ signal }) => get<{ review: Review | null; canSubmit: boolean }>(`/api/sessions/${sessionId}/review`, signal),
    enabled,
  });

export const useReviewers = (enabled: boolean) =>
  useQuery({ queryKey: ['reviewers', '', ''], queryFn: ({ signal }) => getAll<PublicProfile>('/api/users/reviewers', signal), enabled });
