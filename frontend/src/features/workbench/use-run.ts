'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type Dispatch, type SetStateAction } from 'react';
import { toast } from 'sonner';
import type { Documents } from '@/features/workbench/documents';
import { keys } from '@/features/workbench/queries';
import { TELL_EXIT_CODES } from '@/features/workbench/run-marks';
import { outcomeOf, type RunResult } from '@/features/workbench/run-words';
import { waitForRevision } from '@/features/workbench/save-barrier';
import type { Alert } from '@/features/workbench/session-alerts';
import type { TerminalConnection } from '@/features/workbench/terminal-connection';
import { isIdle, RUN_NAME } from '@/features/workbench/terminal-tabs';
import type { Terminals } from '@/features/workbench/use-terminals';
import { get } from '@/lib/api/http';
import type { Sandbox } from '@/lib/api/types';
import { shellQuote } from '@/lib/paths';

export type RunState =
  | { kind: 'idle' }
  | { kind: 'preparing' }
  /** `told`: the shell says when the program ends; otherwise its foreground program is watched. */
  | { kind: 'running'; since: number; path: string; told: boolean }
  | { kind: 'finished'; since: number; result: RunResult };

interface RunTerminal {
  key: string;
  connection: TerminalConnection;
  fresh: boolean;
}

/** What is told about the foreground program is up to two seconds old. */
const SETTLING = 3_000;
/** A limit that ended a program is told up to a second after it. */
const LIMIT_LAG = 3_000;
const FIRST_MARK = 2_000;
const INTERRUPT = '\u0003';
const CLEAR_LINE = '\u0015';

const hasSettled = (since: number): boolean => Date.now() - since > SETTLING;

const limitsSince = (alerts: readonly Alert[], since: number): Set<string> => new Set(alerts.filter(({ at }) => at >= since).map(({ key }) => key));

function finished(state: RunState, exitCode: number | null): RunState {
  if (state.kind !== 'running') return state;
  return { kind: 'finished', since: state.since, result: { path: state.path, exitCode, milliseconds: Date.now() - state.since, outcome: outcomeOf(exitCode, new Set()) } };
}

/** Names the limit that ended a finished run, when the sandbox told one in its time. */
export function explained(state: RunState, alerts: readonly Alert[]): RunState {
  if (state.kind !== 'finished') return state;
  const end = state.since + state.result.milliseconds;
  const limits = limitsSince(alerts.filter(({ at }) => at <= end + LIMIT_LAG), state.since);
  const outcome = outcomeOf(state.result.exitCode, limits);
  return { ...state, result: { ...state.result, outcome } };
}

/** Run = save, wait until the sandbox has the saved text, then type the command into the terminal named "Run". */
export function useRun(sessionId: string, documents: Documents, terminals: Terminals, alive: boolean, state: RunState, setState: Dispatch<SetStateAction<RunState>>) {
  const client = useQueryClient();
  const connection = useRef<TerminalConnection | null>(null);
  const stopListening = useRef<() => void>(() => {});
  const runTab = terminals.tabs.find(({ name }) => name === RUN_NAME);
  const busy = runTab !== undefined && !isIdle(runTab.foreground);
  const gone = !alive || runTab === undefined;

  useEffect(() => () => stopListening.current(), []);

  // a shell that tells its exit codes ends the run itself; without it, or without a shell, the end is what can be seen from outside
  useEffect(() => {
    if (state.kind !== 'running' || (!gone && (state.told || busy))) return;
    const timer = setTimeout(() => setState((now) => finished(now, null)), Math.max(0, state.since + SETTLING - Date.now()));
    return () => clearTimeout(timer);
  }, [state, busy, gone, setState]);

  const launch = async (path: string, { key, connection: link, fresh }: RunTerminal): Promise<void> => {
    const { marks } = terminals;
    if (!fresh) link.type(CLEAR_LINE);
    if (!marks.tells(key)) {
      const first = marks.within(key, FIRST_MARK);
      link.type(TELL_EXIT_CODES);
      await first;
    }
    if (!link.type(`python ${shellQuote(path)}\r`)) {
      setState({ kind: 'idle' });
      toast.error('Not run: the terminal is not connected', { description: 'Your text is saved. Try again when it is back.' });
      return;
    }
    stopListening.current();
    stopListening.current = marks.next(key, (exitCode) => setState((now) => finished(now, exitCode)));
    setState({ kind: 'running', since: Date.now(), path, told: marks.tells(key) });
  };

  const run = async (path: string): Promise<void> => {
    if (state.kind === 'preparing') return;
    const runs = state.kind === 'running' ? state.told || (busy && hasSettled(state.since)) : state.kind === 'idle' && busy;
    if (!runs) return start(path);
    toast(`${state.kind === 'running' ? state.path : 'A program'} is still running`, {
      action: {
        label: 'Stop and run again',
        onClick: () => {
          stop();
          setTimeout(() => void start(path), 300);
        },
      },
    });
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
        toast.error('The sandbox does not have the newest text yet', { description: 'Nothing was run.', action: { label: 'Run anyway', onClick: () => void launch(path, ready) } });
        return;
      }
      await launch(path, ready);
    } catch {
      setState({ kind: 'idle' });
      toast.error('Not run: the sandbox cannot be reached');
    }
  };

  const stop = (): void => {
    if (connection.current?.type(INTERRUPT) === false) toast.error('Not stopped: the terminal is not connected', { description: 'Try again when it is back.' });
  };

  return { run, stop, shown: explained(state, terminals.alerts) };
}
