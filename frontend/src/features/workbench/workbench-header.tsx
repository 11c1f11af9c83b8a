'use client';

import { ChevronRight, PanelLeft, PanelBottom, Play, Square } from 'lucide-react';
import Link from 'next/link';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Logo } from '@/components/ui/logo';
import type { RunState } from '@/features/workbench/use-run';
import { runWords, type RunResult } from '@/features/workbench/run-words';
import { saveWords } from '@/features/workbench/save-words';
import type { SaveState } from '@/features/workbench/document-saver';
import { authGate } from '@/lib/api/auth-gate';
import { cn } from '@/lib/class-names';
import { keyLabel } from '@/lib/commands';
import { useNow, useSeconds } from '@/lib/now';

export interface WorkbenchHeaderProps {
  name: string | undefined;
  save: SaveState | null;
  run: RunState;
  canRun: boolean;
  whyNot: string;
  onRun: () => void;
  onStop: () => void;
  treeOpen: boolean;
  panelOpen: boolean;
  onTree: () => void;
  onPanel: () => void;
  requestReview: ReactNode;
  bell: ReactNode;
}

export function WorkbenchHeader(props: WorkbenchHeaderProps) {
  const { run } = props;
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-s1 px-3">
      <Link href="/sessions" aria-label="All sessions" className="rounded-md">
        <Logo className="size-5.5" />
      </Link>
      <ChevronRight aria-hidden className="size-3.5 text-sub" />
      <h1 className="truncate text-sm font-semibold" data-testid="session-name">
        {props.name ?? <span className="skeleton inline-block h-3.5 w-28 align-middle" />}
      </h1>
      <SaveIndicator state={props.save} />
      <div className="ml-auto flex items-center gap-1.5">
        <IconButton label={props.treeOpen ? 'Hide the files' : 'Show the files'} keys="$mod+b" aria-pressed={props.treeOpen} icon={<PanelLeft className="size-4" />} onClick={props.onTree} />
        <IconButton label={props.panelOpen ? 'Hide the terminals' : 'Show the terminals'} keys="$mod+j" aria-pressed={props.panelOpen} icon={<PanelBottom className="size-4" />} onClick={props.onPanel} />
        {props.requestReview}
        {run.kind === 'finished' && <RunResultChip result={run.result} />}
        {run.kind === 'running' ? (
          <Button tone="default" icon={<Square className="size-3.5 fill-current" />} onClick={props.onStop} data-testid="stop-run">
            Stop <Elapsed since={run.since} />
          </Button>
        ) : (
          <Button tone="primary" data-testid="run" icon={<Play className="size-3.5 fill-current" />} busy={run.kind === 'preparing'} disabled={!props.canRun} title={props.canRun ? undefined : props.whyNot} onClick={props.onRun}>
            Run <kbd className="hidden font-mono text-xxs sm:inline">{keyLabel('$mod+Enter')}</kbd>
          </Button>
        )}
        {props.bell}
      </div>
    </header>
  );
}

function Elapsed({ since }: { since: number }) {
  const now = useSeconds();
  return <span className="font-mono text-xxs text-mut tabular-nums">{Math.max(0, Math.round((Math.max(now, since) - since) / 1000))} s</span>;
}

const RESULT_TONES = { done: 'text-ok', failed: 'text-err', memory: 'text-err', timeout: 'text-err', stopped: 'text-warn', unknown: 'text-mut' } as const;

/** How the last run ended: said in words, with the exit code and the time it took. */
function RunResultChip({ result }: { result: RunResult }) {
  return (
    <span role="status" data-testid="run-result" data-outcome={result.outcome} data-exit-code={result.exitCode ?? ''} title={`python ${result.path}`} className={cn('hidden items-center gap-1.5 text-xs whitespace-nowrap tabular-nums sm:inline-flex', RESULT_TONES[result.outcome])}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      {runWords(result)}
    </span>
  );
}

function SaveIndicator({ state }: { state: SaveState | null }) {
  const now = useNow();
  const signedOut = useSyncExternalStore(authGate.subscribe, authGate.asking, () => false);
  const words = state ? saveWords(state, now) : { text: '', tone: 'quiet' as const };
  const { text, tone } = signedOut && state && state.kind !== 'saved' ? { text: 'Not saved: signed out', tone: 'warn' as const } : words;
  return (
    <span data-testid="save-state" data-state={state?.kind ?? 'none'} role="status" className={cn('ml-1 shrink-0 text-xs tabular-nums', tone === 'quiet' ? 'text-sub' : tone === 'warn' ? 'text-warn' : 'text-err')}>
      {text}
    </span>
  );
}
