'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, query } from '@/lib/api/http';
import type { Notification, Page } from '@/lib/api/types';

export const inboxKey = ['notifications'] as const;
export const unreadKey = ['notifications', 'unread-count'] as const;

export function useUnreadCount() {
  return useQuery({
    queryKey: unreadKey,
    queryFn: async ({ signal }) => (await get<{ count: number }>('/api/notifications/unread-count', signal)).count,
    refetchInterval: 60_000,
  });
}

export function useInbox(unreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: [...inboxKey, 'list', { unreadOnly }],
    queryFn: ({ signal, pageParam }) =>
      get<Page<Notification>>(`/api/notifications${query({ unread: unreadOnly ? true : null, cursor: pageParam, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | 'all') => post(id === 'all' ? '/api/notifications/read-all' : `/api/notifications/${id}/read`),
    onMutate: (id) => {
      client.setQueryData<number>(unreadKey, (count) => (id === 'all' ? 0 : Math.max(0, (count ?? 1) - 1)));
    },
    onSettled: () => client.invalidateQueries({ queryKey: inboxKey }),
  });
}
