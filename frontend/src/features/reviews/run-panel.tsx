'use client';

import { ChevronDown, LoaderCircle, MessageSquareQuote, Square } from 'lucide-react';
import { useEffect, useRef, useState, type ComponentType, type Ref } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/states';
import { IconButton } from '@/components/ui/icon-button';
import { addToComment, terminalBlock } from '@/features/reviews/composer-texts';
import { useEndRun, useRunRound } from '@/features/reviews/mutations';
import { generalKey } from '@/features/reviews/review-overview';
import { OtherRuns } from '@/features/reviews/other-runs';
import type { Review } from '@/lib/api/types';
import { formatDuration } from '@/lib/format';
import { useNow } from '@/lib/now';
import { hasCode, messageOf } from '@/lib/problem';

/** What the panel asks of the terminals in it. */
export interface TerminalsHandle {
  /** The selected text of the shown terminal; empty without one. */
  selection(): string;
}

/** The terminals of a session; another feature has them, and the app puts both together. */
export type TerminalsSlot = ComponentType<{ sessionId: string; handle: Ref<TerminalsHandle>; onHide: () => void }>;

export interface RunPanelProps {
  review: Review;
  round: number;
  terminals: TerminalsSlot;
  mayComment: boolean;
  /** The excerpt waits in the general comment, which should be shown. */
  onAttached: () => void;
  onClose: () => void;
}

/** A throw-away sandbox of exactly one round, beside its changes. */
export function RunPanel({ review, round, terminals: Terminals, mayComment, onAttached, onClose }: RunPanelProps) {
  const run = useRunRound(review.id);
  const end = useEndRun(review.id);
  const handle = useRef<TerminalsHandle>(null);
  const [stopped, setStopped] = useState(false);
  const now = useNow();
  const { mutate } = run;
  const start = (): void => {
    setStopped(false);
    mutate(round);
  };
  useEffect(() => mutate(round), [mutate, round]);

  const expired = run.data !== undefined && now > Date.parse(run.data.expiresAt);
  const session = run.data && !stopped && !expired ? run.data : null;
  const attach = (): void => {
    const text = handle.current?.selection() ?? '';
    if (text.trim() === '') {
      toast('Select text in the terminal first', { description: 'Drag over it, then attach it.' });
      return;
    }
    if (!addToComment(terminalBlock(text), generalKey(review.id))) onAttached();
    toast.success('Attached to your comment');
  };
  const stop = (): void => {
    end.mutate(round, { onSuccess: () => setStopped(true), onError: (error) => toast.error('It was not stopped', { description: messageOf(error) }) });
  };
  return (
    <section aria-label={`Round ${round} running`} data-testid="run-panel" className="flex h-full min-h-0 flex-col bg-s1">
      <div className="flex h-9 shrink-0 items-center gap-3 border-b border-line pr-2 pl-4 text-xs text-mut">
        <span className="min-w-0 truncate">
          <span className="font-medium text-fg">Round {round}</span> in a throw-away sandbox without network{session && <Ending at={session.expiresAt} now={now} />}
        </span>
        <span className="ml-auto flex shrink-0 items-center gap-1.5">
          {session && mayComment && (
            <Button size="sm" data-testid="attach" icon={<MessageSquareQuote className="size-3.5" />} onClick={attach}>
              Attach selection to comment
            </Button>
          )}
          {session && (
            <Button size="sm" data-testid="end-run" icon={<Square className="size-3" />} busy={end.isPending} onClick={stop}>
              Stop
            </Button>
          )}
          <IconButton small label="Hide; it goes on until it ends" icon={<ChevronDown className="size-4" />} onClick={onClose} />
        </span>
      </div>
      <div className="min-h-0 grow">
        {session ? (
          <Terminals sessionId={session.sessionId} handle={handle} onHide={onClose} />
        ) : run.isPending || run.isIdle ? (
          <p className="flex h-full items-center justify-center gap-2 text-sm text-mut" role="status">
            <LoaderCircle aria-hidden className="size-4 animate-spin" /> Preparing the files of round {round}…
          </p>
        ) : hasCode(run.error, 'throw-away-limit') ? (
          <OtherRuns error={run.error} onFreed={start} />
        ) : (
          <EmptyState
            className="h-full justify-center py-4"
            title={run.error ? 'The round could not be run' : stopped ? 'Stopped and thrown away' : 'It has ended and was thrown away'}
            action={
              <Button tone="primary" onClick={start}>
                {run.error ? 'Try again' : 'Run it again'}
              </Button>
            }
          >
            {run.error ? messageOf(run.error) : 'Nothing of it was kept. The round itself never changes.'}
          </EmptyState>
        )}
      </div>
    </section>
  );
}

function Ending({ at, now }: { at: string; now: number }) {
  const left = Math.max(0, (Date.parse(at) - now) / 1000);
  return (
    <span data-testid="run-ends" className={left < 120 ? 'text-warn' : undefined} title={new Date(at).toLocaleString()}>
      {' '}
      · ends in {left < 60 ? 'less than a minute' : formatDuration(left)}
    </span>
  );
}
