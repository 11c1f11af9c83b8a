'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, put, query } from '@/lib/api/http';
import type { Notification, NotificationGroup, Page } from '@/lib/api/types';

export const inboxKey = ['notifications'] as const;
export const unreadKey = ['notifications', 'unread-count'] as const;
/** Whether news are held up: only the socket says so. */
export const lateKey = ['notifications-late'] as const;

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

/** By review, the one with the newest news first. */
export function useInboxGroups(unreadOnly: boolean, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...inboxKey, 'list', 'groups', { unreadOnly }],
    queryFn: ({ signal, pageParam }) =>
      get<Page<NotificationGroup>>(`/api/notifications/groups${query({ unread: unreadOnly ? true : null, cursor: pageParam, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    enabled,
  });
}

/** What is marked as read: one, all about a review, or everything. */
export type Reading = { kind: 'one'; id: string } | { kind: 'review'; reviewId: string; unread: number } | { kind: 'all' };

function call(reading: Reading): Promise<void> {
  switch (reading.kind) {
    case 'one':
      return post(`/api/notifications/${reading.id}/read`);
    case 'review':
      return post(`/api/notifications/read-all?reviewId=${reading.reviewId}`);
    case 'all':
      return post('/api/notifications/read-all');
  }
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onMutate: (reading) => {
      const read = reading.kind === 'one' ? 1 : reading.kind === 'review' ? reading.unread : Infinity;
      client.setQueryData<number>(unreadKey, (count) => Math.max(0, (count ?? 0) - read));
    },
    onSettled: () => client.invalidateQueries({ queryKey: inboxKey }),
  });
}

export type Switches = Record<string, boolean>;

const switchesKey = ['notification-switches'] as const;

export const useSwitches = () => useQuery({ queryKey: switchesKey, queryFn: async ({ signal }) => (await get<{ types: Switches }>('/api/notifications/preferences', signal)).types });

/** Turns one kind on or off; shown at once. */
export function useSwitch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Switches) => put<{ types: Switches }>('/api/notifications/preferences', { types: change }),
    onMutate: (change) => client.setQueryData<Switches>(switchesKey, (before) => before && { ...before, ...change }),
    onError: () => client.invalidateQueries({ queryKey: switchesKey }),
  });
}
