'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { Documents } from '@/features/workbench/documents';
import { keys } from '@/features/workbench/queries';
import { waitForRevision } from '@/features/workbench/save-barrier';
import type { TerminalConnection } from '@/features/workbench/terminal-connection';
import { isIdle, RUN_NAME, type TerminalTab } from '@/features/workbench/terminal-tabs';
import type { Terminals } from '@/features/workbench/use-terminals';
import { get } from '@/lib/api/http';
import type { Sandbox } from '@/lib/api/types';
import { shellQuote } from '@/lib/paths';

export type RunState = { kind: 'idle' } | { kind: 'preparing' } | { kind: 'running'; since: number };

/** What is told about the foreground program is up to two seconds old. */
const SETTLING = 3_000;
const INTERRUPT = '\u0003';
const CLEAR_LINE = '\u0015';

const stillRunning = (state: RunState, tab: TerminalTab | undefined): boolean =>
  state.kind === 'running' && Date.now() - state.since > SETTLING && tab !== undefined && !isIdle(tab.foreground);

/** Run = save, wait until the sandbox has the saved text, then type the command into the terminal named "Run". */
export function useRun(sessionId: string, documents: Documents, terminals: Terminals, state: RunState, setState: (state: RunState) => void) {
  const client = useQueryClient();
  const connection = useRef<TerminalConnection | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const runTab = terminals.tabs.find(({ name }) => name === RUN_NAME);

  useEffect(() => {
    if (state.kind !== 'running' || (runTab && !isIdle(runTab.foreground))) return;
    const timer = setTimeout(() => setState({ kind: 'idle' }), Math.max(0, state.since + SETTLING - Date.now()));
    return () => clearTimeout(timer);
  }, [state, runTab, setState]);

  const launch = async (path: string, fresh: boolean): Promise<void> => {
    connection.current?.type(`${fresh ? '' : CLEAR_LINE}python ${shellQuote(path)}\r`);
    setFile(path);
    setState({ kind: 'running', since: Date.now() });
  };

  const run = async (path: string): Promise<void> => {
    if (state.kind === 'preparing') return;
    if (stillRunning(state, runTab)) {
      toast(`${file ?? 'A program'} is still running`, {
        action: {
          label: 'Stop and run again',
          onClick: () => {
            stop();
            setTimeout(() => void start(path), 300);
          },
        },
      });
      return;
    }
    await start(path);
  };

  const start = async (path: string): Promise<void> => {
    setState({ kind: 'preparing' });
    try {
      if (!(await documents.saveAll())) {
        toast.error('Not run: the file is not saved', { description: 'The banner over the editor says why. Your text is kept.' });
        setState({ kind: 'idle' });
        return;
      }
      const [applied, ready] = await Promise.all([
        waitForRevision(
          documents.revision(),
          () => get<Sandbox>(`/api/sessions/${sessionId}/sandbox`),
          () => client.getQueryData<Sandbox>(keys.sandbox(sessionId)),
        ),
        terminals.runTerminal(),
      ]);
      connection.current = ready.connection;
      if (!applied) {
        setState({ kind: 'idle' });
        toast.error('The sandbox does not have the newest text yet', { description: 'Nothing was run.', action: { label: 'Run anyway', onClick: () => void launch(path, ready.fresh) } });
        return;
      }
      await launch(path, ready.fresh);
    } catch {
      setState({ kind: 'idle' });
      toast.error('Not run: the sandbox cannot be reached');
    }
  };

  const stop = (): void => {
    connection.current?.type(INTERRUPT);
  };

  return { run, stop };
}
