'use client';

import { Button } from '@/components/ui/button';
import type { Sandbox } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { useSeconds } from '@/lib/now';

const WARN_FROM = 10 * 60;
const URGENT_FROM = 2 * 60;

/** "9 min" while there is time, "1:45" in the last two minutes. */
export function leftWords(seconds: number): string {
  if (seconds > URGENT_FROM) return `${Math.ceil(seconds / 60)} min`;
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Says ten minutes ahead that the sandbox is about to stop, and how to keep it. */
export function StopsSoon({ sandbox, onKeep }: { sandbox: Sandbox | undefined; onKeep: () => void }) {
  return sandbox?.state === 'RUNNING' && sandbox.stopsAt ? <Countdown stopsAt={Date.parse(sandbox.stopsAt)} onKeep={onKeep} /> : null;
}

function Countdown({ stopsAt, onKeep }: { stopsAt: number; onKeep: () => void }) {
  const now = useSeconds();
  const left = (stopsAt - now) / 1000;
  if (now === 0 || left > WARN_FROM) return null;
  const urgent = left <= URGENT_FROM;
  return (
    <div data-testid="stops-soon" className="flex shrink-0 items-center gap-3 border-b border-line bg-s2 px-3 py-1 text-xs">
      <span aria-hidden className={cn('size-1.5 rounded-full', urgent ? 'bg-err' : 'bg-warn')} />
      <p role="status" className="sr-only">
        {urgent ? 'The sandbox stops in less than two minutes.' : 'The sandbox stops in less than ten minutes.'}
      </p>
      <p aria-hidden className="tabular-nums">
        <span className={cn('font-medium', urgent ? 'text-err' : 'text-warn')}>{left <= 0 ? 'The sandbox stops any moment.' : `The sandbox stops in ${leftWords(left)}.`}</span> Nothing happens in it. Files are kept; running programs end.
      </p>
      <Button size="sm" className="ml-auto h-6" onClick={onKeep}>
        Keep 1 h
      </Button>
    </div>
  );
}
