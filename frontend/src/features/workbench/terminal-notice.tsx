'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { TerminalStatus } from '@/features/workbench/terminal-connection';
import { cn } from '@/lib/class-names';
import { useSeconds } from '@/lib/now';

export interface TerminalNoticeProps {
  status: TerminalStatus;
  /** How often keys were refused since the path went down. */
  refused: number;
  /** The path has just come back. */
  back: boolean;
  /** Why the sandbox is not running, if it is known. */
  why: string;
  onRetry: () => void;
  onStart: () => void;
  onReplace: () => void;
  onSignIn: () => void;
}

/** The line over a terminal that is not live: what happened, what is kept, the way out. */
export function TerminalNotice({ status, refused, back, why, onRetry, onStart, onReplace, onSignIn }: TerminalNoticeProps) {
  switch (status.kind) {
    case 'connecting':
      return null;
    case 'live':
      return back ? (
        <Line tone="ok" role="status">
          Reconnected. Nothing was lost.
        </Line>
      ) : null;
    case 'reconnecting':
      return (
        <Line tone="warn" role="status" refused={refused} action={<Way onClick={onRetry}>Reconnect now</Way>}>
          Reconnecting… ({status.reason || 'the connection was interrupted'}). The shell goes on; its output is kept. <Countdown until={status.retryAt} />
        </Line>
      );
    case 'signing-in':
      return (
        <Line tone="warn" role="status" refused={refused}>
          Waiting for you to sign in again. The shell goes on.
        </Line>
      );
    case 'closed':
      return (
        <Line tone="plain" role="alert" refused={refused} action={<WayOut of={status} onRetry={onRetry} onStart={onStart} onReplace={onReplace} onSignIn={onSignIn} />}>
          {status.sentence}
          {status.wayOut === 'start' && why !== '' && ` ${why}`}
        </Line>
      );
    case 'exited':
      return (
        <Line tone={status.exitCode === null || status.exitCode === 0 ? 'plain' : 'warn'} role="status" action={<Way onClick={onReplace}>New shell</Way>}>
          Process ended{status.exitCode === null ? '' : ` (code ${status.exitCode})`}. Press Enter for a new shell.
        </Line>
      );
  }
}

const TONES = { plain: 'text-fg', ok: 'text-ok', warn: 'text-warn' } as const;

function Line({ tone, role, refused = 0, action, children }: { tone: keyof typeof TONES; role: 'status' | 'alert'; refused?: number; action?: ReactNode; children: ReactNode }) {
  return (
    <div role={role} data-testid="terminal-notice" className="flex min-h-7 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-s2 px-3 py-1 text-xs">
      <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full bg-current', TONES[tone])} />
      <span className={cn('tabular-nums', TONES[tone])}>{children}</span>
      {refused > 0 && (
        <span key={refused} data-testid="keys-refused" className="animate-fade font-medium text-err">
          Not connected: your keys were not sent.
        </span>
      )}
      <span className="ml-auto">{action}</span>
    </div>
  );
}

function Way({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button size="sm" className="h-6" onClick={onClick}>
      {children}
    </Button>
  );
}

function WayOut({ of, onRetry, onStart, onReplace, onSignIn }: { of: Extract<TerminalStatus, { kind: 'closed' }> } & Pick<TerminalNoticeProps, 'onRetry' | 'onStart' | 'onReplace' | 'onSignIn'>) {
  switch (of.wayOut) {
    case 'start':
      return <Way onClick={onStart}>Start again</Way>;
    case 'new':
      return <Way onClick={onReplace}>New terminal</Way>;
    case 'use-here':
      return <Way onClick={onRetry}>Use here</Way>;
    case 'sign-in':
      return <Way onClick={onSignIn}>Sign in</Way>;
    case 'retry':
      return <Way onClick={onRetry}>Try again</Way>;
  }
}

function Countdown({ until }: { until: number }) {
  const now = useSeconds();
  const left = Math.ceil((until - now) / 1000);
  // a live region would read every second aloud
  return <span aria-hidden>{until > 0 && left > 0 ? `Next try in ${left} s.` : 'Trying…'}</span>;
}
