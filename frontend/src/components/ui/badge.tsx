import type { ReactNode } from 'react';
import { cn } from '@/lib/class-names';

export type BadgeTone = 'plain' | 'acc' | 'ok' | 'warn' | 'err';
const TONES: Record<BadgeTone, string> = {
  plain: 'text-mut border-line2',
  acc: 'text-acc border-acc/40',
  ok: 'text-ok border-ok/40',
  warn: 'text-warn border-warn/40',
  err: 'text-err border-err/40',
};

export function Badge({ tone = 'plain', className, children }: { tone?: BadgeTone; className?: string; children: ReactNode }) {
  return <span className={cn('inline-flex h-5 items-center rounded-full border px-2 text-xxs font-medium whitespace-nowrap', TONES[tone], className)}>{children}</span>;
}

/** A word with a dot; the colour never says it alone. */
export function StatusDot({ tone, children, pulse = false }: { tone: 'ok' | 'warn' | 'err' | 'idle'; children: ReactNode; pulse?: boolean }) {
  const colour = { ok: 'text-ok', warn: 'text-warn', err: 'text-err', idle: 'text-mut' }[tone];
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap', colour)}>
      <span aria-hidden className={cn('size-1.5 rounded-full bg-current', pulse && 'animate-pulse')} />
      {children}
    </span>
  );
}
