'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { keys, useTerminals as useTerminalList } from '@/features/workbench/queries';
import { RunMarks } from '@/features/workbench/run-marks';
import { limitAlert, noticeAlert, withAlert, type Alert } from '@/features/workbench/session-alerts';
import type { NoticeLevel, TerminalConnection } from '@/features/workbench/terminal-connection';
import type { TerminalHandle } from '@/features/workbench/terminal-handle';
import { prune, show, shownIn, splitWith, unsplit, type Panes } from '@/features/workbench/terminal-panes';
import { MAX_TERMINALS, nextName, reconcile, RUN_NAME, type TerminalTab } from '@/features/workbench/terminal-tabs';
import { del, patch, post } from '@/lib/api/http';
import type { Terminal } from '@/lib/api/types';
import { messageOf } from '@/lib/problem';

let pendingNumber = 0;
export const FULL = `A session has up to ${MAX_TERMINALS} terminals`;

/** The terminals of a session as tabs, and a way to reach the live connection of each. */
export function useTerminals(sessionId: string, running: boolean, watchClosely: boolean) {
  const client = useQueryClient();
  const list = useTerminalList(sessionId, running, watchClosely);
  const [tabs, setTabs] = useState<TerminalTab[]>([]);
  const [wanted, setPanes] = useState<Panes>(() => ({ left: readLayout(sessionId).terminal ?? null, right: null, focused: 'left' }));
  const [alerts, setAlerts] = useState<Alert[]>([]);
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const connections = useRef(new Map<string, TerminalConnection>());
  const handles = useRef(new Map<string, TerminalHandle>());
  const [marks] = useState(() => new RunMarks());
  const waiters = useRef(new Map<string, ((connection: TerminalConnection) => void)[]>());
  const started = useRef(false);
  const making = useRef(new Set<string>());

  const add = useCallback((name: string): string => {
    pendingNumber += 1;
    const key = `pending-${pendingNumber}`;
    setTabs((before) => [...before, { key, id: null, name, foreground: null, cols: 0, rows: 0 }]);
    setPanes((before) => show(before, key));
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

  const keyOf = (wish: string | null): string | null => tabs.find(({ key, id }) => key === wish || (id !== null && id === wish))?.key ?? null;
  const panes = prune(
    { ...wanted, left: keyOf(wanted.left), right: keyOf(wanted.right) },
    tabs.map(({ key }) => key),
  );
  const shown = shownIn(panes);

  const activate = useCallback(
    (key: string) => {
      setPanes(show(panes, key));
      setUnseen((before) => new Set([...before].filter((each) => each !== key)));
      writeLayout(sessionId, { terminal: tabs.find((tab) => tab.key === key)?.id ?? null });
    },
    [sessionId, tabs, panes],
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

  const full = tabs.length >= MAX_TERMINALS;
  const open = useCallback((): string | null => {
    if (!full) return add(nextName(tabs));
    toast(FULL, { description: 'Close one to open another.' });
    return null;
  }, [add, full, tabs]);

  /** A second terminal beside the shown one, or one alone again. */
  const split = (): void => {
    if (panes.right !== null) return setPanes(unsplit(panes));
    const other = tabs.find(({ key }) => key !== panes.left)?.key ?? open();
    if (other) setPanes(splitWith(panes, other));
  };

  const step = (by: 1 | -1): void => {
    const next = tabs[(tabs.findIndex(({ key }) => key === shown) + by + tabs.length) % tabs.length];
    if (!next) return;
    activate(next.key);
    // its screen is invisible, and so cannot take the focus, until it is shown
    requestAnimationFrame(() => handles.current.get(next.key)?.focus());
  };

  const close = useCallback(
    (key: string) => {
      const tab = tabs.find((each) => each.key === key);
      setTabs((before) => before.filter((each) => each.key !== key));
      marks.forget(key);
      if (!tab?.id) return;
      const { id } = tab;
      client.setQueryData<Terminal[]>(keys.terminals(sessionId), (before) => before?.filter((each) => each.id !== id));
      del(`/api/sessions/${sessionId}/terminals/${id}`)
        .catch((error: unknown) => toast.error('The terminal was not closed', { description: messageOf(error) }))
        .finally(() => void client.invalidateQueries({ queryKey: keys.terminals(sessionId) }));
    },
    [client, marks, sessionId, tabs],
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
      if (key !== panes.left && key !== panes.right) setUnseen((before) => (before.has(key) ? before : new Set(before).add(key)));
    },
    [panes.left, panes.right],
  );

  const onHandle = useCallback((key: string, handle: TerminalHandle | null) => {
    if (handle) handles.current.set(key, handle);
    else handles.current.delete(key);
  }, []);

  const raise = useCallback((alert: Alert) => setAlerts((before) => withAlert(before, alert)), []);
  const dismiss = useCallback((key: string) => setAlerts((before) => before.filter((alert) => alert.key !== key)), []);

  const events = {
    create,
    onConnection,
    onHandle,
    onOutput,
    onTitle: (key: string, title: string): void => setTitles((before) => (before.get(key) === title ? before : new Map(before).set(key, title))),
    onMark: (key: string, exitCode: number, fresh: boolean): void => marks.heard(key, exitCode, fresh),
    onLimit: (limit: string, detail: string): void => raise(limitAlert(limit, detail, Date.now())),
    onNotice: (level: NoticeLevel, text: string): void => raise(noticeAlert(level, text, Date.now())),
    onReplace: replace,
    onFocus: (key: string): void => {
      if (key !== shown) activate(key);
    },
    onSwitch: step,
  };

  /** The tab named "Run", shown and ready for a command. */
  const runTerminal = async (): Promise<{ key: string; connection: TerminalConnection; fresh: boolean }> => {
    const known = tabs.find(({ name }) => name === RUN_NAME);
    const key = known?.key ?? add(RUN_NAME);
    activate(key);
    const connection = connections.current.get(key) ?? (await new Promise<TerminalConnection>((resolve) => waiters.current.set(key, [...(waiters.current.get(key) ?? []), resolve])));
    await connection.prompted();
    return { key, connection, fresh: !known };
  };

  const handle = (): TerminalHandle | undefined => (shown === null ? undefined : handles.current.get(shown));

  return { list, tabs, panes, shown, unseen, titles, alerts, dismiss, marks, full, events, handle, activate, open, close, split, step, rename, runTerminal };
}

export type Terminals = ReturnType<typeof useTerminals>;
