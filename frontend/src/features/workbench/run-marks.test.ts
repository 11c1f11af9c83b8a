import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitCodeOf, RunMarks, TELL_EXIT_CODES } from '@/features/workbench/run-marks';
import { outcomeOf, runSeconds, runWords } from '@/features/workbench/run-words';
import { explained, type RunState } from '@/features/workbench/use-run';
import { limitAlert } from '@/features/workbench/session-alerts';

it('F18 reads the exit code and nothing else out of a shell mark', () => {
  expect(['D;0', 'D;137', 'D;1;aid=3'].map(exitCodeOf)).toEqual([0, 137, 1]);
  expect(['A', 'D', 'D;', 'D;-1', 'D;256', 'D;9999', 'C;1', 'D;1x'].map(exitCodeOf)).toEqual(Array(8).fill(null));
});

it('F18 asks bash for exit codes in one line that starts with a blank, so no history has it', () => {
  expect(TELL_EXIT_CODES).toBe(` PROMPT_COMMAND='printf "\\033]133;D;%s\\007" "$?"'; printf '\\033[H\\033[2J'\r`);
});

describe('RunMarks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('F18 tells the next mark once', () => {
    const marks = new RunMarks();
    const heard: number[] = [];
    marks.next('run', (code) => heard.push(code));
    marks.heard('other', 9, true);
    marks.heard('run', 1, true);
    marks.heard('run', 2, true);
    expect(heard).toEqual([1]);
  });

  it('F18 takes an old mark only as proof that the shell tells', () => {
    const marks = new RunMarks();
    const heard: number[] = [];
    marks.next('run', (code) => heard.push(code));
    marks.heard('run', 1, false);
    expect(heard).toEqual([]);
    expect([marks.tells('run'), marks.tells('other')]).toEqual([true, false]);
  });

  it('F18 waits for a mark only so long', async () => {
    const marks = new RunMarks();
    const inTime = marks.within('run', 2_000);
    marks.heard('run', 0, true);
    const late = marks.within('run', 2_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([await inTime, await late]).toEqual([true, false]);
  });
});

describe('how a run ended', () => {
  it.each([
    [0, [], 'done'],
    [1, [], 'failed'],
    [130, [], 'stopped'],
    [137, ['limit:MEMORY'], 'memory'],
    [124, [], 'timeout'],
    [137, [], 'failed'],
    [null, [], 'unknown'],
  ] as const)('F18 L3 exit code %s with %j is %s', (exitCode, limits, outcome) => {
    expect(outcomeOf(exitCode, new Set(limits))).toBe(outcome);
  });

  it('F18 is said in words, with code and time', () => {
    expect(runWords({ path: 'main.py', exitCode: 0, milliseconds: 1_234, outcome: 'done' })).toBe('Done, exit 0, 1.2 s');
    expect(runWords({ path: 'main.py', exitCode: 137, milliseconds: 61_000, outcome: 'memory' })).toBe('Out of memory, exit 137, 1 min 1 s');
    expect([9_949, 59_499, 3_600_000].map(runSeconds)).toEqual(['9.9 s', '59 s', '1 h 0 min']);
  });

  it('F18 L3 names the limit also when it is told after the end, but not one of another time', () => {
    const state: RunState = { kind: 'finished', since: 10_000, result: { path: 'main.py', exitCode: 137, milliseconds: 2_000, outcome: 'failed' } };
    const outcomeWith = (at: number): string | undefined => {
      const shown = explained(state, [limitAlert('MEMORY', '', at)]);
      return shown.kind === 'finished' ? shown.result.outcome : undefined;
    };
    expect([9_000, 11_000, 12_900, 16_000].map(outcomeWith)).toEqual(['failed', 'memory', 'memory', 'failed']);
  });
});
