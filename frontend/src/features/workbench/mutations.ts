'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { saveFile } from '@/features/workbench/file-api';
import { keys } from '@/features/workbench/queries';
import { post } from '@/lib/api/http';
import type { Sandbox } from '@/lib/api/types';
import { hasCode, messageOf } from '@/lib/problem';

type TreeChange =
  | { kind: 'file'; path: string }
  | { kind: 'folder'; path: string }
  | { kind: 'move'; from: string; to: string };

const FAILED: Record<TreeChange['kind'], string> = {
  file: 'The file was not created',
  folder: 'The folder was not created',
  move: 'It was not renamed',
};

async function perform(sessionId: string, change: TreeChange): Promise<void> {
  const base = `/api/sessions/${sessionId}`;
  switch (change.kind) {
    case 'file':
      await saveFile(sessionId, change.path, new Uint8Array(), null);
      return;
    case 'folder':
      await post(`${base}/folders`, { path: change.path });
      return;
    case 'move':
      await post(`${base}/move`, { from: change.from, to: change.to });
  }
}

/** Changes of the tree. The live events show them; the tree is read again too, in case that path is down. */
export function useTreeChange(sessionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: TreeChange) => perform(sessionId, change),
    onError: (error, { kind }) => toast.error(FAILED[kind], { description: messageOf(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tree(sessionId) }),
  });
}

export const SANDBOX_LIMIT = 'sandbox-limit';

export type SandboxAction = 'start' | 'stop' | 'restart' | 'reset' | 'keep-alive';

export function useSandboxAction(sessionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: SandboxAction) => post<Sandbox>(`/api/sessions/${sessionId}/sandbox/${action}`, action === 'keep-alive' ? { minutes: 60 } : undefined),
    onSuccess: (sandbox) => {
      if (sandbox) client.setQueryData(keys.sandbox(sessionId), sandbox);
    },
    // a start beyond the person's places has a dialog of its own
    onError: (error, action) => hasCode(error, SANDBOX_LIMIT) || toast.error(`The sandbox did not ${action === 'keep-alive' ? 'take the longer time' : action}`, { description: messageOf(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sandbox(sessionId) }),
  });
}
