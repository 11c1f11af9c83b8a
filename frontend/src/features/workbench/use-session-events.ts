'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import type { Documents } from '@/features/workbench/documents';
import { EventsConnection } from '@/features/workbench/events-connection';
import { keys } from '@/features/workbench/queries';
import { applyChanges } from '@/features/workbench/tree-model';
import { ensureSignedIn } from '@/lib/api/http';
import type { Sandbox, SessionEvent, Tree } from '@/lib/api/types';
import { baseName } from '@/lib/paths';
import type { SocketState } from '@/lib/reconnecting-socket';

/** Both sides wrote a file that is not open here: the one now current is shown, and the other is told of. */
function tellConflicts({ changes }: Extract<SessionEvent, { type: 'changed' }>): void {
  changes
    .filter(({ conflict }) => conflict)
    .forEach(({ path }) => toast.warning(`“${baseName(path)}” was changed on both sides`, { id: `conflict:${path}`, duration: 15_000, description: 'The sandbox’s text is current; the other one is in the history.' }));
}

/** One effect owns the events socket; what it says goes into the query cache and to the open documents. */
export function useSessionEvents(sessionId: string, documents: Documents, tree: Tree | undefined): SocketState {
  const client = useQueryClient();
  const [state, setState] = useState<SocketState>({ kind: 'connecting', attempt: 0, since: 0 });
  const ready = tree !== undefined;

  useEffect(() => {
    if (!ready) return;
    const treeKey = keys.tree(sessionId);
    const reread = async (): Promise<void> => {
      await client.invalidateQueries({ queryKey: treeKey });
      const fresh = client.getQueryData<Tree>(treeKey);
      if (fresh) documents.resync(new Map(fresh.items.map(({ path, etag }) => [path, etag])), fresh.revision);
    };
    const hear = (event: SessionEvent): void => {
      switch (event.type) {
        case 'snapshot': {
          const known = client.getQueryData<Tree>(treeKey);
          if (known && event.revision > known.revision) void reread();
          return;
        }
        case 'changed': {
          const known = client.getQueryData<Tree>(treeKey);
          const next = known ? applyChanges(known, event) : null;
          if (next) client.setQueryData(treeKey, next);
          documents.changed(event);
          tellConflicts(event);
          if (!next) void reread();
          return;
        }
        case 'session':
          client.setQueryData(keys.session(sessionId), event.session);
          return;
        case 'sandbox':
          client.setQueryData(keys.sandbox(sessionId), event.sandbox);
          return;
        case 'measured':
          client.setQueryData<Sandbox>(keys.sandbox(sessionId), (known) => known && { ...known, ...event.measured });
      }
    };
    const connection = new EventsConnection(sessionId, client.getQueryData<Tree>(treeKey)?.revision ?? 0, { onEvent: hear, onState: setState, signIn: ensureSignedIn });
    connection.start();
    return () => connection.dispose();
  }, [sessionId, documents, ready, client]);

  return state;
}
