import { describe, expect, it } from 'vitest';
import { closeTab, moveTabs, NO_TABS, openTab, shownPath, splitTab, unsplit, type TabState } from '@/features/workbench/tab-state';

const opened = (...paths: string[]): TabState => paths.reduce((state, path) => openTab(state, path, false), NO_TABS);

describe('tabs', () => {
  it('a preview takes the place of the preview before it', () => {
    const state = openTab(openTab(opened('a'), 'b', true), 'c', true);
    expect(state).toMatchObject({ tabs: ['a', 'c'], active: 'c', preview: 'c' });
  });

  it('opening a preview again keeps it', () => {
    const kept = openTab(openTab(opened('a'), 'b', true), 'b', false);
    expect(openTab(kept, 'c', true).tabs).toEqual(['a', 'b', 'c']);
  });

  it('closing shows the neighbour', () => {
    expect(closeTab(opened('a', 'b', 'c'), 'c')).toMatchObject({ tabs: ['a', 'b'], active: 'b' });
    expect(closeTab(openTab(opened('a', 'b', 'c'), 'a', false), 'a')).toMatchObject({ active: 'b' });
    expect(closeTab(opened('a'), 'a')).toMatchObject({ tabs: [], active: null });
  });

  it('F10 tabs follow a moved folder', () => {
    expect(moveTabs(opened('d/x', 'd2/y', 'd/z'), 'd', 'e/f')).toMatchObject({ tabs: ['e/f/x', 'd2/y', 'e/f/z'], active: 'e/f/z' });
  });
});

describe('a split editor', () => {
  const split = splitTab(opened('a', 'b'), 'a');

  it('shows a file at the right, and the next one opens in the pane used last', () => {
    expect(split).toMatchObject({ active: 'b', side: 'a', focus: 'side' });
    expect(openTab(split, 'c', false)).toMatchObject({ active: 'b', side: 'c' });
    expect(openTab({ ...split, focus: 'main' }, 'c', false)).toMatchObject({ active: 'c', side: 'a' });
    expect(shownPath(split)).toBe('a');
  });

  it('ends when its file is closed and nothing else is there to show', () => {
    expect(closeTab(split, 'a')).toMatchObject({ active: 'b', side: null, focus: 'main' });
    expect(unsplit(split)).toMatchObject({ tabs: ['a', 'b'], active: 'b', side: null });
  });
});
