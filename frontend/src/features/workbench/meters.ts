import type { Sandbox } from '@/lib/api/types';
import { formatBytes } from '@/lib/format';

/** One resource of a sandbox against what it may use. */
export interface Meter {
  id: 'cpu' | 'memory' | 'pids' | 'disk';
  label: string;
  /** Of the limit; null when there is none. */
  share: number | null;
  text: string;
}

export type MeterLevel = 'calm' | 'warn' | 'full';

export const levelOf = (share: number | null): MeterLevel => (share === null || share < 0.8 ? 'calm' : share < 0.95 ? 'warn' : 'full');

const MIB = 1024 * 1024;
const shareOf = (value: number, limit: number | undefined): number | null => (limit && limit > 0 ? value / limit : null);

function memoryText(value: number, limit: number | undefined): string {
  const used = Math.round(value / MIB);
  return limit ? `${used} / ${Math.round(limit / MIB)} MB` : `${used} MB`;
}

export function metersOf({ usage, limits }: Pick<Sandbox, 'usage' | 'limits'>): Meter[] {
  if (!usage) return [];
  const { cpuPercent = 0, memoryBytes = 0, pids = 0, diskBytes = 0 } = usage;
  // the service tells percent of one processor; people want to know how much of theirs is taken
  const cpuShare = shareOf(cpuPercent, limits?.cpus === undefined ? undefined : limits.cpus * 100);
  return [
    { id: 'cpu', label: 'CPU', share: cpuShare, text: `${Math.round(cpuShare === null ? cpuPercent : cpuShare * 100)}%` },
    { id: 'memory', label: 'Memory', share: shareOf(memoryBytes, limits?.memoryBytes), text: memoryText(memoryBytes, limits?.memoryBytes) },
    { id: 'pids', label: 'Processes', share: shareOf(pids, limits?.pids), text: limits?.pids ? `${pids} / ${limits.pids}` : String(pids) },
    { id: 'disk', label: 'Disk', share: shareOf(diskBytes, limits?.diskBytes), text: limits?.diskBytes ? `${formatBytes(diskBytes)} / ${formatBytes(limits.diskBytes)}` : formatBytes(diskBytes) },
  ];
}

export interface UsageSample {
  at: number;
  shares: Record<Meter['id'], number | null>;
}

export const HISTORY_SPAN = 5 * 60_000;
export const MOST_SAMPLES = 300;

/** The samples with a new one, none older than five minutes and never more than a few hundred. */
export function withSample(samples: readonly UsageSample[], meters: readonly Meter[], at: number): UsageSample[] {
  if (meters.length === 0) return [];
  const shares = Object.fromEntries(meters.map(({ id, share }) => [id, share])) as UsageSample['shares'];
  return [...samples.filter((sample) => at - sample.at <= HISTORY_SPAN && sample.at < at), { at, shares }].slice(-MOST_SAMPLES);
}

/** A line through the samples in a box of `width` by `height`; time runs to the right edge, which is now. */
export function sparkline(samples: readonly UsageSample[], id: Meter['id'], now: number, width: number, height: number): string {
  return samples
    .flatMap(({ at, shares }) => {
      const share = shares[id];
      if (share === null || share === undefined) return [];
      const x = width - ((now - at) / HISTORY_SPAN) * width;
      return [`${x.toFixed(1)},${(height - Math.min(1, Math.max(0, share)) * height).toFixed(1)}`];
    })
    .join(' ');
}
