import { describe, expect, it } from 'vitest';
import { addressOf, arranged, viewFrom, type ListView } from '@/features/sessions/session-list';
import type { SandboxState, Session } from '@/lib/api/types';

const session = (id: string, more: Partial<Session> = {}): Session => ({
  id, name: id, description: null, template: 'python', ownerId: 'o', status: 'ACTIVE', revision: 1, fileCount: 1, bytes: 1,
  createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', lastOpenedAt: null, ...more,
});
const first: ListView = { search: '', status: 'ACTIVE', state: 'any', sort: 'used' };
const ids = (list: Session[]): string[] => list.map(({ id }) => id);

describe('S4 the list of sessions', () => {
  it('is the same from its address', () => {
    const view: ListView = { search: 'a&b', status: 'ARCHIVED', state: 'running', sort: 'name' };
    expect(viewFrom(new URLSearchParams(addressOf(view)))).toEqual(view);
    expect(addressOf(first)).toBe('');
    expect(viewFrom(new URLSearchParams('show=nonsense&sort=toString'))).toEqual(first);
  });

  it('has the last used first, opened or saved', () => {
    const list = [session('saved', { updatedAt: '2026-03-01T00:00:00Z' }), session('opened', { lastOpenedAt: '2026-04-01T00:00:00Z' }), session('old')];
    expect(ids(arranged(list, first, () => undefined))).toEqual(['opened', 'saved', 'old']);
  });

  it('sorts names as people count, and sizes', () => {
    const list = [session('b10', { bytes: 1 }), session('B9', { bytes: 3 }), session('a', { bytes: 2 })];
    expect(ids(arranged(list, { ...first, sort: 'name' }, () => undefined))).toEqual(['a', 'B9', 'b10']);
    expect(ids(arranged(list, { ...first, sort: 'size' }, () => undefined))).toEqual(['B9', 'a', 'b10']);
  });

  it('filters by state, and hides nothing it does not know', () => {
    const states: Record<string, SandboxState> = { up: 'RUNNING', coming: 'STARTING', down: 'STOPPED' };
    const list = ['up', 'coming', 'down', 'unknown'].map((id) => session(id));
    expect(ids(arranged(list, { ...first, state: 'running' }, (id) => states[id]))).toEqual(['up', 'coming', 'unknown']);
  });
});
