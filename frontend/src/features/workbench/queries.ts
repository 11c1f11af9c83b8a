'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, query } from '@/lib/api/http';
import type { DeletedItem, FileVersion, IgnoreList, Page, PlatformStatus, Sandbox, SearchResult, Session, Terminal, Tree, Usage } from '@/lib/api/types';

export const keys = {
  session: (id: string) => ['session', id] as const,
  tree: (id: string) => ['tree', id] as const,
  sandbox: (id: string) => ['sandbox', id] as const,
  terminals: (id: string) => ['terminals', id] as const,
  usage: (id: string) => ['usage', id] as const,
  history: (id: string, path: string) => ['history', id, path] as const,
  deleted: (id: string) => ['deleted', id] as const,
  ignore: (id: string) => ['ignore', id] as const,
  status: ['status'] as const,
};

export function useSession(id: string) {
  return useQuery({ queryKey: keys.session(id), queryFn: ({ signal }) => get<Session>(`/api/sessions/${id}`, signal) });
}

/** The tree is kept fresh by the events socket, so nothing else reads it again. */
export function useTree(id: string) {
  return useQuery({ queryKey: keys.tree(id), queryFn: ({ signal }) => get<Tree>(`/api/sessions/${id}/tree`, signal), staleTime: Infinity });
}

/** The events socket tells what changes; reading again is for when it does not. */
export function useSandbox(id: string) {
  return useQuery({
    queryKey: keys.sandbox(id),
    queryFn: ({ signal }) => get<Sandbox>(`/api/sessions/${id}/sandbox`, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'STARTING' || state.data?.state === 'STOPPING' ? 1_000 : 15_000),
  });
}

export function useTerminals(id: string, running: boolean, watchClosely: boolean) {
  return useQuery({
    queryKey: keys.terminals(id),
    queryFn: async ({ signal }) => {
      const answer = await get<Terminal[] | { items: Terminal[] }>(`/api/sessions/${id}/terminals`, signal);
      return Array.isArray(answer) ? answer : answer.items;
    },
    enabled: running,
    refetchInterval: watchClosely ? 1_000 : 5_000,
    gcTime: 0,
  });
}

/** What the session holds of its limits. */
export function useUsage(id: string) {
  return useQuery({ queryKey: keys.usage(id), queryFn: ({ signal }) => get<Usage>(`/api/sessions/${id}/usage`, signal) });
}

/** The versions of one file, newest first, as many pages as were asked for. */
export function useHistory(id: string, path: string) {
  return useInfiniteQuery({
    queryKey: keys.history(id, path),
    queryFn: ({ signal, pageParam }) => get<Page<FileVersion>>(`/api/sessions/${id}/history${query({ path, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
}

export function useDeleted(id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.deleted(id),
    queryFn: ({ signal, pageParam }) => get<Page<DeletedItem>>(`/api/sessions/${id}/deleted${query({ cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    enabled,
  });
}

export interface Search {
  text: string;
  regex: boolean;
  caseSensitive: boolean;
}

export function useSearch(id: string, { text, regex, caseSensitive }: Search) {
  return useQuery({
    queryKey: ['search', id, text, regex, caseSensitive],
    queryFn: ({ signal }) => get<SearchResult>(`/api/sessions/${id}/search${query({ q: text, regex, caseSensitive })}`, signal),
    enabled: text !== '',
    staleTime: 0,
    gcTime: 60_000,
    retry: false,
  });
}

export function useIgnoreList(id: string) {
  return useQuery({ queryKey: keys.ignore(id), queryFn: ({ signal }) => get<IgnoreList>(`/api/sessions/${id}/ignore`, signal) });
}

/** Which parts of the platform answer; asked often only while one of them does not, or while `worried`. */
export function usePlatformStatus(worried: boolean) {
  return useQuery({
    queryKey: keys.status,
    queryFn: ({ signal }) => get<PlatformStatus>('/api/status', signal),
    refetchInterval: ({ state }) => (worried || state.data?.status !== 'UP' ? 3_000 : 30_000),
    retry: false,
  });
}
