'use client';

import { StatusDot } from '@/components/ui/badge';
import { Menu } from '@/components/ui/menu';
import type { CursorPosition } from '@/features/workbench/code-editor';
import type { SandboxAction } from '@/features/workbench/mutations';
import type { Sandbox } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { formatAge, formatBytes, formatDuration } from '@/lib/format';
import { useNow } from '@/lib/now';
import { languageOf } from '@/lib/paths';
import { activityWords, reasonSentence } from '@/lib/sandbox-words';
import type { SocketState } from '@/lib/reconnecting-socket';

export interface StatusBarProps {
  connection: SocketState;
  sandbox: Sandbox | undefined;
  act: (action: SandboxAction) => void;
  cursor: CursorPosition | null;
  path: string | null;
}

export function StatusBar({ connection, sandbox, act, cursor, path }: StatusBarProps) {
  return (
    <footer aria-label="Status" data-region="status" tabIndex={-1} className="flex h-6 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-s1 px-3 text-xxs text-mut outline-none tabular-nums">
      <Connection state={connection} />
      <SandboxMenu sandbox={sandbox} act={act} />
      {sandbox?.state === 'RUNNING' && <Usage sandbox={sandbox} />}
      <span className="ml-auto flex items-center gap-4">
        {cursor && path && (
          <span data-testid="cursor">
            Ln {cursor.line}, Col {cursor.column}
          </span>
        )}
        <span className="hidden sm:inline">UTF-8</span>
        {path && languageOf(path) !== 'plaintext' && <span className="hidden capitalize sm:inline">{languageOf(path)}</span>}
      </span>
    </footer>
  );
}

function Connection({ state }: { state: SocketState }) {
  const now = useNow();
  switch (state.kind) {
    case 'open':
      return <StatusDot tone="ok">Connected</StatusDot>;
    case 'connecting':
    case 'waiting':
      // the first three seconds of a gap are nobody's business
      return state.since === 0 || now - state.since < 3_000 ? (
        <StatusDot tone="idle">Connecting…</StatusDot>
      ) : (
        <StatusDot tone="warn" pulse>
          Reconnecting…
        </StatusDot>
      );
    case 'signing-in':
      return <StatusDot tone="warn">Signed out</StatusDot>;
    case 'closed':
      return <StatusDot tone="err">Disconnected</StatusDot>;
  }
}

const WORDS = { STOPPED: 'Stopped', STARTING: 'Starting…', RUNNING: 'Running', STOPPING: 'Stopping…', FAILED: 'Failed' } as const;

function SandboxMenu({ sandbox, act }: { sandbox: Sandbox | undefined; act: (action: SandboxAction) => void }) {
  const now = useNow();
  if (!sandbox) return null;
  const live = sandbox.state === 'RUNNING';
  const stopped = sandbox.state === 'STOPPED' || sandbox.state === 'FAILED';
  const left = sandbox.stopsAt && now ? (Date.parse(sandbox.stopsAt) - now) / 1000 : null;
  const details = [
    reasonSentence(sandbox.reason),
    sandbox.startedAt && live ? `started ${formatAge(sandbox.startedAt, now)}` : null,
    left !== null && left > 0 && live ? `stops in ${formatDuration(left)} without activity` : null,
    sandbox.keptAliveBy?.length && live ? `kept alive by ${activityWords(sandbox.keptAliveBy)}` : null,
  ].filter(Boolean);
  return (
    <>
      <Menu
        align="start"
        label="Sandbox"
        trigger={
          <button type="button" data-testid="sandbox-state" data-state={sandbox.state} title={details.join(' · ') || undefined} className={cn('rounded-sm hover:text-fg', sandbox.state === 'FAILED' ? 'text-err' : sandbox.state === 'RUNNING' ? '' : 'text-warn')}>
            Sandbox: {WORDS[sandbox.state]}
            {stopped && sandbox.reason ? `. ${reasonSentence(sandbox.reason)}` : ''}
          </button>
        }
        items={[
          stopped ? { label: 'Start', onSelect: () => act('start') } : { label: 'Stop', disabled: !live, onSelect: () => act('stop') },
          { label: 'Restart', disabled: !live, onSelect: () => act('restart') },
          { label: 'Keep running for an hour', disabled: !live, onSelect: () => act('keep-alive') },
        ]}
      />
      {left !== null && live && left > 0 && left <= 600 && (
        <button type="button" className="font-medium text-warn hover:underline" onClick={() => act('keep-alive')}>
          Stops in {formatDuration(left)}. Keep 1 h
        </button>
      )}
    </>
  );
}

const tone = (share: number): string => (share >= 0.95 ? 'text-err' : share >= 0.8 ? 'text-warn' : '');

function Usage({ sandbox }: { sandbox: Sandbox }) {
  const { usage, limits } = sandbox;
  if (!usage) return null;
  const memory = usage.memoryBytes ?? 0;
  const most = limits?.memoryBytes ?? 0;
  return (
    <>
      <span className="hidden sm:inline">CPU {Math.round(usage.cpuPercent ?? 0)}%</span>
      <span className={cn('hidden sm:inline', most > 0 && tone(memory / most))}>
        Memory {Math.round(memory / 1048576)}
        {most > 0 ? ` / ${Math.round(most / 1048576)} MB` : ' MB'}
      </span>
      {limits?.diskBytes ? (
        <span className={cn('hidden lg:inline', tone((usage.diskBytes ?? 0) / limits.diskBytes))}>
          Disk {formatBytes(usage.diskBytes ?? 0)} / {formatBytes(limits.diskBytes)}
        </span>
      ) : null}
    </>
  );
}
