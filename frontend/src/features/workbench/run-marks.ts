/**
 * How a run in a real shell tells its exit code: the shell says it before each prompt in the escape sequence that terminals use for it (OSC 133 ; D ; code).
 * A screen shows nothing of it. Programs may print the sequence too, so it is only ever shown, never trusted.
 */
export const MARK_OSC = 133;

/** Makes bash tell exit codes, and leaves no trace: not in the history, and nothing on the screen. What scrolled off it stays. */
export const TELL_EXIT_CODES = ` PROMPT_COMMAND='printf "\\033]${MARK_OSC};D;%s\\007" "$?"'; printf '\\033[H\\033[2J'\r`;

/** The exit code in the data of an OSC 133 sequence, or null when it tells something else. */
export function exitCodeOf(data: string): number | null {
  const [, code] = /^D;(\d{1,3})(?:;|$)/.exec(data) ?? [];
  return code === undefined || Number(code) > 255 ? null : Number(code);
}

type Listener = (exitCode: number) => void;

/** The marks of each terminal: who tells them at all, and the next one to come. */
export class RunMarks {
  private readonly telling = new Set<string>();
  private readonly listeners = new Map<string, Set<Listener>>();

  /** `fresh` is false for marks of an output that was shown before; they only prove that the shell tells. */
  heard(key: string, exitCode: number, fresh: boolean): void {
    this.telling.add(key);
    if (fresh) [...(this.listeners.get(key) ?? [])].forEach((listener) => listener(exitCode));
  }

  tells(key: string): boolean {
    return this.telling.has(key);
  }

  /** Calls back once, at the next mark. The answer takes it back. */
  next(key: string, listener: Listener): () => void {
    const all = this.listeners.get(key) ?? new Set();
    const once: Listener = (exitCode) => {
      stop();
      listener(exitCode);
    };
    const stop = (): void => {
      all.delete(once);
      if (all.size === 0) this.listeners.delete(key);
    };
    this.listeners.set(key, all.add(once));
    return stop;
  }

  /** True when a mark came within `limit` milliseconds. */
  within(key: string, limit: number): Promise<boolean> {
    return new Promise((resolve) => {
      const stop = this.next(key, () => {
        clearTimeout(timer);
        resolve(true);
      });
      const timer = setTimeout(() => {
        stop();
        resolve(false);
      }, limit);
    });
  }

  forget(key: string): void {
    this.telling.delete(key);
    this.listeners.delete(key);
  }
}
