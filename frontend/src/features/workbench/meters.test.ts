import { describe, expect, it } from 'vitest';
import { HISTORY_SPAN, levelOf, metersOf, MOST_SAMPLES, sparkline, withSample, type UsageSample } from '@/features/workbench/meters';

const MIB = 1024 * 1024;
const sandbox = (memory: number) => ({
  usage: { cpuPercent: 76, memoryBytes: memory * MIB, pids: 12, diskBytes: 512 * MIB },
  limits: { cpus: 2, memoryBytes: 1024 * MIB, pids: 256, diskBytes: 2048 * MIB },
});

describe('metersOf', () => {
  it('shows each resource against its limit, the processors as a share of those one has', () => {
    expect(metersOf(sandbox(412)).map(({ label, text }) => `${label} ${text}`)).toEqual(['CPU 38%', 'Memory 412 / 1024 MB', 'Processes 12 / 256', 'Disk 512 MB / 2 GB']);
  });

  it('does without limits and without usage', () => {
    expect(metersOf({ usage: { cpuPercent: 10, memoryBytes: MIB }, limits: null }).map(({ text, share }) => [text, share])).toEqual([
      ['10%', null],
      ['1 MB', null],
      ['0', null],
      ['0 B', null],
    ]);
    expect(metersOf({ usage: null, limits: null })).toEqual([]);
  });
});

it('warns from 80 percent and alarms from 95', () => {
  expect([null, 0, 0.799, 0.8, 0.949, 0.95, 1.2].map(levelOf)).toEqual(['calm', 'calm', 'calm', 'warn', 'warn', 'full', 'full']);
});

describe('withSample', () => {
  it('keeps five minutes and a bounded number, in order of time', () => {
    let samples: UsageSample[] = [];
    for (let at = 0; at <= 2 * HISTORY_SPAN; at += 100) samples = withSample(samples, metersOf(sandbox(1)), at);
    expect(samples.length).toBe(MOST_SAMPLES);
    samples = withSample(samples, metersOf(sandbox(1)), 4 * HISTORY_SPAN);
    expect(samples).toHaveLength(1);
  });

  it('starts anew with the sandbox', () => {
    expect(withSample(withSample([], metersOf(sandbox(1)), 0), [], 1_000)).toEqual([]);
  });
});

it('draws the newest sample at the right edge and a full one at the top', () => {
  const samples = withSample(withSample([], metersOf(sandbox(0)), 0), metersOf(sandbox(2048)), HISTORY_SPAN);
  expect(sparkline(samples, 'memory', HISTORY_SPAN, 100, 20)).toBe('0.0,20.0 100.0,0.0');
});
