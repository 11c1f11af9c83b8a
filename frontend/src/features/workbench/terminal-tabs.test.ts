import { describe, expect, it } from 'vitest';
import { isIdle, nextName, reconcile, type TerminalTab } from '@/features/workbench/terminal-tabs';
import type { Terminal } from '@/lib/api/types';

const listed = (id: string, name: string, foreground: string | null = 'bash'): Terminal => ({ id, name, cols: 80, rows: 24, createdAt: `2026-01-01T00:00:0${id.slice(1)}Z`, foreground });
const tab = (key: string, id: string | null, name: string): TerminalTab => ({ key, id, name, foreground: null, cols: 0, rows: 0 });

describe('reconcile', () => {
  it('adds what others opened, oldest first, and drops what is closed', () => {
    expect(reconcile([tab('k1', 't1', 'A'), tab('k9', 't9', 'gone')], [listed('t3', 'C'), listed('t2', 'B'), listed('t1', 'A')]).map(({ key }) => key)).toEqual(['k1', 't2', 't3']);
  });

  it('keeps the key of a tab that was made here, and pending ones', () => {
    expect(reconcile([tab('pending-1', 't1', 'old name'), tab('pending-2', null, 'Run')], [listed('t1', 'new name', 'python')])).toEqual([
      { ...tab('pending-1', 't1', 'new name'), foreground: 'python' },
      tab('pending-2', null, 'Run'),
    ]);
  });
});

it('finds the next free name', () => {
  expect(nextName([])).toBe('Terminal 1');
  expect(nextName([tab('a', 't1', 'Terminal 1'), tab('b', 't2', 'Terminal 3')])).toBe('Terminal 2');
});

it('knows a shell from a program', () => {
  expect([null, '', 'bash', '-bash', 'sh'].every(isIdle)).toBe(true);
  expect(['python', 'vim', 'sleep'].some(isIdle)).toBe(false);
});
