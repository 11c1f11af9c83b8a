import { Button } from '@/components/ui/button';
import type { TerminalStatus } from '@/features/workbench/terminal-connection';

export interface TerminalNoticeProps {
  status: TerminalStatus;
  refused: number;
  onRetry: () => void;
  onStart: () => void;
  onReplace: () => void;
}

const LINE = 'flex shrink-0 items-center gap-3 border-b border-line bg-s2 px-3 py-1 text-xs';

/** The line over a terminal that is not live: what happened, what is kept, the way out. */
export function TerminalNotice({ status, refused, onRetry, onStart, onReplace }: TerminalNoticeProps) {
  switch (status.kind) {
    case 'live':
    case 'connecting':
      return null;
    case 'reconnecting':
      return (
        <div className={LINE} role="status" data-testid="terminal-notice">
          <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-warn" />
          <span className="mr-auto text-warn">Reconnecting… The shell goes on; its output is kept.{refused > 0 && ' Keys are not sent until then.'}</span>
          <Button size="sm" tone="ghost" onClick={onRetry}>
            Reconnect now
          </Button>
        </div>
      );
    case 'signing-in':
      return (
        <div className={LINE} role="status" data-testid="terminal-notice">
          <span className="text-warn">Waiting for you to sign in again. The shell goes on.</span>
        </div>
      );
    case 'closed':
      return (
        <div className={LINE} role="alert" data-testid="terminal-notice">
          <span className="mr-auto">{status.sentence}</span>
          {status.wayOut === 'start' && (
            <Button size="sm" onClick={onStart}>
              Start sandbox
            </Button>
          )}
          {status.wayOut === 'new' && (
            <Button size="sm" onClick={onReplace}>
              New terminal
            </Button>
          )}
          {(status.wayOut === 'use-here' || status.wayOut === 'retry') && (
            <Button size="sm" onClick={onRetry}>
              {status.wayOut === 'use-here' ? 'Use here' : 'Try again'}
            </Button>
          )}
        </div>
      );
    case 'exited':
      return (
        <div className={LINE} role="status" data-testid="terminal-notice">
          <span className="mr-auto">
            Process ended{status.exitCode === null ? '' : ` (code ${status.exitCode})`}. Press Enter for a new shell.
          </span>
          <Button size="sm" onClick={onReplace}>
            New shell
          </Button>
        </div>
      );
  }
}
