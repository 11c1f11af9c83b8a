export type RunOutcome = 'done' | 'failed' | 'stopped' | 'memory' | 'timeout' | 'unknown';

export interface RunResult {
  path: string;
  exitCode: number | null;
  milliseconds: number;
  outcome: RunOutcome;
}

const KILLED = 137;

/** What an exit code of a shell means, together with the limits that were told while the program ran. */
export function outcomeOf(exitCode: number | null, limits: ReadonlySet<string>): RunOutcome {
  if (exitCode === null) return 'unknown';
  if (exitCode === 0) return 'done';
  if (limits.has('limit:MEMORY')) return 'memory';
  if (exitCode === 124 || limits.has('limit:TIME')) return 'timeout';
  if (exitCode === 130 || exitCode === 143) return 'stopped';
  return 'failed';
}

export function runSeconds(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function runWords({ exitCode, milliseconds, outcome }: RunResult): string {
  const time = runSeconds(milliseconds);
  switch (outcome) {
    case 'done':
      return `Done, exit 0, ${time}`;
    case 'memory':
      return `Out of memory, exit ${exitCode}, ${time}`;
    case 'timeout':
      return `Timed out, exit ${exitCode}, ${time}`;
    case 'stopped':
      return `Stopped, exit ${exitCode}, ${time}`;
    case 'failed':
      return `${exitCode === KILLED ? 'Killed' : 'Failed'}, exit ${exitCode}, ${time}`;
    case 'unknown':
      return `Ended after ${time}`;
  }
}
