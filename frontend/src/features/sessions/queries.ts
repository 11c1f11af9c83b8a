'use client';

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { get, query } from '@/lib/api/http';
import { getAll } from '@/lib/api/items';
import type { Sandbox, SandboxQuota, Session } from '@/lib/api/types';

export const sessionsKey = ['sessions'] as const;

export type SessionFilter = Session['status'];

export function useSessions(search: string, status: SessionFilter) {
  return useQuery({
    queryKey: [...sessionsKey, { search, status }],
    queryFn: ({ signal }) => getAll<Session>(`/api/sessions${query({ q: search, status, limit: 200 })}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** The sandbox of each listed session; a state in between is looked at more often. */
export function useSandboxes(sessions: readonly Session[]): Map<string, Sandbox> {
  return useQueries({
    queries: sessions.map(({ id }) => ({
      queryKey: ['sandbox', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => get<Sandbox>(`/api/sessions/${id}/sandbox`, signal),
      staleTime: 3_000,
      refetchInterval: ({ state }: { state: { data?: Sandbox } }) =>
        state.data?.state === 'STARTING' || state.data?.state === 'STOPPING' ? 1_500 : state.data?.state === 'RUNNING' ? 10_000 : 30_000,
    })),
    combine: (results) => new Map(results.flatMap(({ data }, index) => (data ? [[sessions[index]?.id ?? '', data] as const] : []))),
  });
}

export function useQuota() {
  return useQuery({
    queryKey: ['quota'],
    queryFn: ({ signal }) => get<SandboxQuota>('/api/sandboxes/quota', signal),
    refetchInterval: 15_000,
    select: ({ running, allowed }) => ({ running: Array.isArray(running) ? running.length : running, allowed }),
  });
}
