'use client';

import { useQuery } from '@tanstack/react-query';
import { get } from '@/lib/api/http';
import type { Sandbox, Session, Terminal, Tree } from '@/lib/api/types';

export const keys = {
  session: (id: string) => ['session', id] as const,
  tree: (id: string) => ['tree', id] as const,
  sandbox: (id: string) => ['sandbox', id] as const,
  terminals: (id: string) => ['terminals', id] as const,
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
