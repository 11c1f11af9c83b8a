'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { keys, useTerminals as useTerminalList } from '@/features/workbench/queries';
import type { TerminalConnection } from '@/features/workbench/terminal-connection';
import { MAX_TERMINALS, nextName, reconcile, RUN_NAME, type TerminalTab } from '@/features/workbench/terminal-tabs';
import { del, patch, post } from '@/lib/api/http';
import type { Terminal } from '@/lib/api/types';
import { messageOf } from '@/lib/problem';

let pendingNumber = 0;

/** The terminals of a session as tabs, and a way to reach the live connection of each. */
export function useTerminals(sessionId: string, running: boolean, watchClosely: boolean) {
  const client = useQueryClient();
  const list = useTerminalList(sessionId, running, watchClosely);
  const [tabs, setTabs] = useState<TerminalTab[]>([]);
  const [active, setActive] = useState<string | null>(() => readLayout(sessionId).terminal ?? null);
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const connections = useRef(new Map<string, TerminalConnection>());
  const waiters = useRef(new Map<string, ((connection: TerminalConnection) => void)[]>());
  const started = useRef(false);
  const making = useRef(new Set<string>());

  const add = useCallback((name: string): string => {
    pendingNumber += 1;
    const key = `pending-${pendingNumber}`;
    setTabs((before) => [...before, { key, id: null, name, foreground: null, cols: 0, rows: 0 }]);
    setActive(key);
    return key;
  }, []);

  // the service's list is the truth; a session without terminals gets its first one
  useEffect(() => {
    if (!list.data) return;
    const next = reconcile(tabs, list.data);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- tabs outlive each answer: keys of pending ones are kept
    if (JSON.stringify(next) !== JSON.stringify(tabs)) setTabs(next);
    if (next.length === 0 && !started.current) add('Terminal 1');
    started.current = true;
  }, [list.data]); // eslint-disable-line react-hooks/exhaustive-deps

  useEffect(() => {
    if (!running) started.current = false;
  }, [running]);

  const shown = tabs.find(({ key, id }) => key === active || id === active)?.key ?? tabs[0]?.key ?? null;

  const activate = useCallback(
    (key: string) => {
      setActive(key);
      setUnseen((before) => new Set([...before].filter((each) => each !== key)));
      writeLayout(sessionId, { terminal: tabs.find((tab) => tab.key === key)?.id ?? null });
    },
    [sessionId, tabs],
  );

  const create = useCallback(
    (key: string, cols: number, rows: number) => {
      if (making.current.has(key)) return;
      making.current.add(key);
      const name = tabs.find((tab) => tab.key === key)?.name ?? 'Terminal';
      post<Terminal>(`/api/sessions/${sessionId}/terminals`, { name, cols, rows })
        .then((terminal) => {
          client.setQueryData<Terminal[]>(keys.terminals(sessionId), (before) => [...(before ?? []).filter(({ id }) => id !== terminal.id), terminal]);
          setTabs((before) =>
            before.filter((tab) => tab.id !== terminal.id).map((tab) => (tab.key === key ? { ...tab, id: terminal.id, name: terminal.name ?? tab.name, foreground: terminal.foreground ?? null } : tab)),
          );
          writeLayout(sessionId, { terminal: terminal.id });
        })
        .catch((error: unknown) => {
          setTabs((before) => before.filter((tab) => tab.key !== key));
          toast.error('The terminal was not opened', { description: messageOf(error) });
        })
        .finally(() => making.current.delete(key));
    },
    [client, sessionId, tabs],
  );

  const open = useCallback(() => {
    if (tabs.length >= MAX_TERMINALS) {
      toast(`A session has up to ${MAX_TERMINALS} terminals`, { description: 'Close one to open another.' });
      return;
    }
    add(nextName(tabs));
  }, [add, tabs]);

  const close = useCallback(
    (key: string) => {
      const tab = tabs.find((each) => each.key === key);
      setTabs((before) => before.filter((each) => each.key !== key));
      if (!tab?.id) return;
      const { id } = tab;
      client.setQueryData<Terminal[]>(keys.terminals(sessionId), (before) => before?.filter((each) => each.id !== id));
      del(`/api/sessions/${sessionId}/terminals/${id}`)
        .catch((error: unknown) => toast.error('The terminal was not closed', { description: messageOf(error) }))
        .finally(() => void client.invalidateQueries({ queryKey: keys.terminals(sessionId) }));
    },
    [client, sessionId, tabs],
  );

  const replace = useCallback(
    (key: string) => {
      const name = tabs.find((tab) => tab.key === key)?.name ?? nextName(tabs);
      close(key);
      add(name);
    },
    [add, close, tabs],
  );

  const rename = useCallback(
    (key: string, name: string) => {
      const id = tabs.find((tab) => tab.key === key)?.id;
      if (!id) return;
      setTabs((before) => before.map((tab) => (tab.key === key ? { ...tab, name } : tab)));
      patch(`/api/sessions/${sessionId}/terminals/${id}`, { name }).catch((error: unknown) => toast.error('The terminal was not renamed', { description: messageOf(error) }));
    },
    [sessionId, tabs],
  );

  const onConnection = useCallback((key: string, connection: TerminalConnection | null) => {
    if (!connection) {
      connections.current.delete(key);
      return;
    }
    connections.current.set(key, connection);
    waiters.current.get(key)?.forEach((resolve) => resolve(connection));
    waiters.current.delete(key);
  }, []);

  const onOutput = useCallback(
    (key: string) => {
      if (key !== shown) setUnseen((before) => (before.has(key) ? before : new Set(before).add(key)));
    },
    [shown],
  );

  /** The tab named "Run", shown and ready for a command. */
  const runTerminal = async (): Promise<{ connection: TerminalConnection; fresh: boolean }> => {
    const known = tabs.find(({ name }) => name === RUN_NAME);
    const key = known?.key ?? add(RUN_NAME);
    activate(key);
    const connection = connections.current.get(key) ?? (await new Promise<TerminalConnection>((resolve) => waiters.current.set(key, [...(waiters.current.get(key) ?? []), resolve])));
    await connection.prompted();
    return { connection, fresh: !known };
  };

  return { list, tabs, shown, unseen, activate, create, open, close, replace, rename, onConnection, onOutput, runTerminal };
}

export type Terminals = ReturnType<typeof useTerminals>;
