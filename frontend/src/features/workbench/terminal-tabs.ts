import type { Terminal } from '@/lib/api/types';

/** A tab of the terminal panel. `id` is null until the terminal has been made; the key stays, so the screen is never rebuilt. */
export interface TerminalTab {
  key: string;
  id: string | null;
  name: string;
  foreground: string | null;
  cols: number;
  rows: number;
  /** When an earlier run of it ended whose last text is kept. */
  lastTextAt?: string | null;
}

export const MAX_TERMINALS = 8;
export const RUN_NAME = 'Run';
const SHELLS = new Set(['bash', '-bash', 'sh', '-sh', 'dash', 'zsh', 'login']);

export const isIdle = (foreground: string | null): boolean => !foreground || SHELLS.has(foreground);

/** The tabs after the service's list was read: new ones come, closed ones go, pending ones stay, the order is kept. */
export function reconcile(tabs: readonly TerminalTab[], listed: readonly Terminal[]): TerminalTab[] {
  const byId = new Map(listed.map((terminal) => [terminal.id, terminal]));
  const kept = tabs.flatMap((tab) => {
    if (tab.id === null) return [tab];
    const terminal = byId.get(tab.id);
    if (!terminal) return [];
    byId.delete(tab.id);
    return [{ ...tab, name: terminal.name, foreground: terminal.foreground ?? null, ...(terminal.lastTextAt ? { lastTextAt: terminal.lastTextAt } : {}) }];
  });
  const fresh = [...byId.values()]
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map((terminal) => ({ key: terminal.id, id: terminal.id, name: terminal.name, foreground: terminal.foreground ?? null, cols: terminal.cols, rows: terminal.rows, lastTextAt: terminal.lastTextAt ?? null }));
  return [...kept, ...fresh];
}

export function nextName(tabs: readonly TerminalTab[]): string {
  const taken = new Set(tabs.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = `Terminal ${number}`;
    if (!taken.has(name)) return name;
  }
}
