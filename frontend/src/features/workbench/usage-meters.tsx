'use client';

import { Popover } from 'radix-ui';
import { levelOf, metersOf, sparkline, type Meter, type MeterLevel, type UsageSample } from '@/features/workbench/meters';
import { useUsageHistory } from '@/features/workbench/use-usage-history';
import type { Sandbox } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { useNow } from '@/lib/now';

const TEXT: Record<MeterLevel, string> = { calm: '', warn: 'text-warn', full: 'text-err' };
const FILL: Record<MeterLevel, string> = { calm: 'bg-acc', warn: 'bg-warn', full: 'bg-err' };
const STROKE: Record<MeterLevel, string> = { calm: 'stroke-acc', warn: 'stroke-warn', full: 'stroke-err' };
const WORDS: Record<MeterLevel, string> = { calm: '', warn: ', nearly full', full: ', full' };
/** On a narrow window only what matters most stays. */
const ROOM: Record<Meter['id'], string> = { cpu: 'hidden sm:inline-flex', memory: 'inline-flex', pids: 'hidden xl:inline-flex', disk: 'hidden lg:inline-flex' };

/** CPU, memory, processes and disk against their limits; a click shows the last five minutes. */
export function UsageMeters({ sandbox }: { sandbox: Sandbox }) {
  const samples = useUsageHistory(sandbox);
  const meters = metersOf(sandbox);
  if (meters.length === 0) return <span className="text-sub">Measuring…</span>;
  return (
    <Popover.Root>
      <Popover.Trigger data-testid="meters" title="The last five minutes" className="flex h-5 items-center gap-4 rounded-sm hover:text-fg">
        {meters.map((meter) => (
          <span key={meter.id} data-testid={`meter-${meter.id}`} data-level={levelOf(meter.share)} className={cn('items-center gap-1.5 whitespace-nowrap', ROOM[meter.id], TEXT[levelOf(meter.share)])}>
            {meter.label}
            <Bar meter={meter} />
            {meter.text}
            <span className="sr-only">{WORDS[levelOf(meter.share)]}</span>
          </span>
        ))}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content side="top" align="start" sideOffset={8} collisionPadding={8} aria-label="Usage in the last five minutes" className="animate-rise z-50 w-80 rounded-lg border border-line2 bg-s1 p-4 shadow-float">
          <p className="mb-3 text-xs font-medium">The last five minutes</p>
          <dl className="space-y-3">
            {meters.map((meter) => (
              <History key={meter.id} meter={meter} samples={samples} />
            ))}
          </dl>
          <p className="mt-3 text-xxs text-sub">Seen by this page since it was opened.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Bar({ meter }: { meter: Meter }) {
  if (meter.share === null) return null;
  const width = `${Math.round(Math.min(1, Math.max(0, meter.share)) * 100)}%`;
  return (
    <span aria-hidden className="inline-block h-1 w-8 overflow-hidden rounded-full bg-s3">
      <span className={cn('block h-full rounded-full', FILL[levelOf(meter.share)])} style={{ width }} />
    </span>
  );
}

const WIDTH = 286;
const HEIGHT = 28;

function History({ meter, samples }: { meter: Meter; samples: readonly UsageSample[] }) {
  const now = Math.max(useNow(), samples.at(-1)?.at ?? 0);
  const level = levelOf(meter.share);
  return (
    <div>
      <div className="flex justify-between text-xs tabular-nums">
        <dt className="text-mut">{meter.label}</dt>
        <dd className={TEXT[level]}>
          {meter.text}
          {meter.share !== null && meter.id !== 'cpu' && <span className="text-sub"> ({Math.round(meter.share * 100)}%)</span>}
        </dd>
      </div>
      <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="mt-1 h-7 w-full overflow-visible border-b border-line">
        <line x1="0" y1={HEIGHT * 0.2} x2={WIDTH} y2={HEIGHT * 0.2} className="stroke-line2" strokeDasharray="2 3" />
        <polyline points={sparkline(samples, meter.id, now, WIDTH, HEIGHT)} fill="none" strokeWidth="1.5" strokeLinejoin="round" className={STROKE[level]} />
      </svg>
    </div>
  );
}
