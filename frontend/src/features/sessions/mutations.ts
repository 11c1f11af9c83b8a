'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { sessionsKey } from '@/features/sessions/queries';
import { del, patch, post } from '@/lib/api/http';
import type { Sandbox, Session, Template } from '@/lib/api/types';
import { messageOf } from '@/lib/problem';

export interface NewSession {
  name: string;
  template?: Template;
  copyOf?: string;
}

function useListChange<I, O>(call: (input: I) => Promise<O>, failed: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: sessionsKey });
      void client.invalidateQueries({ queryKey: ['quota'] });
    },
    onError: (error) => failed !== null && toast.error(failed, { description: messageOf(error) }),
  });
}

/** Creating also asks for the sandbox at once; both ways of starting it are idempotent. */
export function useCreateSession() {
  return useListChange(async (input: NewSession) => {
    const session = await post<Session>('/api/sessions', input);
    void post(`/api/sessions/${session.id}/sandbox/start`).catch(() => {});
    return session;
  }, null);
}

export const useRenameSession = () =>
  useListChange(({ id, name }: { id: string; name: string }) => patch<Session>(`/api/sessions/${id}`, { name }), null);

/** Archived, active again, or back from the trash. */
export const useMoveSession = () =>
  useListChange(({ id, status }: { id: string; status: Session['status'] }) => patch<Session>(`/api/sessions/${id}`, { status }), 'The session was not moved');

export const useTrashSession = () =>
  useListChange(
    ({ id, permanent }: { id: string; permanent?: boolean }) => del<void>(`/api/sessions/${id}${permanent ? '?permanent=true' : ''}`),
    'The session was not deleted',
  );

export function useSandboxAction() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, action }: { id: string; action: 'start' | 'stop' | 'restart' }) => post<Sandbox>(`/api/sessions/${id}/sandbox/${action}`),
    onSuccess: (sandbox, { id }) => client.setQueryData(['sandbox', id], sandbox),
    onSettled: () => void client.invalidateQueries({ queryKey: ['quota'] }),
    onError: (error, { action }) => toast.error(`The sandbox did not ${action}`, { description: messageOf(error) }),
  });
}
