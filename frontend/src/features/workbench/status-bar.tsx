'use client';

import { TriangleAlert } from 'lucide-react';
import { StatusDot } from '@/components/ui/badge';
import type { CursorPosition } from '@/features/workbench/code-editor';
import type { SandboxAction } from '@/features/workbench/mutations';
import { SandboxPopover } from '@/features/workbench/sandbox-popover';
import type { Alert } from '@/features/workbench/session-alerts';
import { UsageMeters } from '@/features/workbench/usage-meters';
import type { Sandbox } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { useNow } from '@/lib/now';
import { languageOf } from '@/lib/paths';
import type { SocketState } from '@/lib/reconnecting-socket';

export interface StatusBarProps {
  connection: SocketState;
  sandbox: Sandbox | undefined;
  act: (action: SandboxAction) => void;
  alert: Alert | undefined;
  onAlert: () => void;
  cursor: CursorPosition | null;
  path: string | null;
}

export function StatusBar({ connection, sandbox, act, alert, onAlert, cursor, path }: StatusBarProps) {
  return (
    <footer aria-label="Status" data-region="status" tabIndex={-1} className="flex h-6 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-s1 px-3 text-xxs text-mut outline-none tabular-nums">
      <Connection state={connection} />
      {sandbox && <SandboxPopover sandbox={sandbox} act={act} />}
      {sandbox?.state === 'RUNNING' && <UsageMeters sandbox={sandbox} />}
      {alert && (
        <button type="button" data-testid="status-alert" title={alert.text} onClick={onAlert} className={cn('flex items-center gap-1 rounded-sm font-medium hover:underline', alert.level === 'error' ? 'text-err' : alert.level === 'warning' ? 'text-warn' : 'text-mut')}>
          <TriangleAlert aria-hidden className="size-3" />
          {alert.short}
        </button>
      )}
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
