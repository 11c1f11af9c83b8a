import { isInside } from '@/lib/paths';

/** Which files are open and where they are shown: one row of tabs over one pane, or two. Pure. */
export type Pane = 'main' | 'side';

export interface TabState {
  tabs: string[];
  /** What the left pane shows. */
  active: string | null;
  /** What the right pane shows; null when the editor is not split. */
  side: string | null;
  /** The pane that was used last: the next file opens there. */
  focus: Pane;
  /** The tab that the next single click replaces. */
  preview: string | null;
}

export const NO_TABS: TabState = { tabs: [], active: null, side: null, focus: 'main', preview: null };

/** The file a person is looking at. */
export const shownPath = (state: TabState): string | null => (state.focus === 'side' && state.side !== null ? state.side : state.active);

const show = (state: TabState, path: string): TabState => (state.focus === 'side' && state.side !== null ? { ...state, side: path } : { ...state, active: path, focus: 'main' });

/** Opens a tab, or goes to it. A preview takes the place of the preview before it; opening it again keeps it. */
export function openTab(state: TabState, path: string, preview: boolean): TabState {
  if (state.tabs.includes(path)) return show({ ...state, preview: !preview && state.preview === path ? null : state.preview }, path);
  const position = preview && state.preview !== null ? state.tabs.indexOf(state.preview) : -1;
  const tabs = position < 0 ? [...state.tabs, path] : state.tabs.with(position, path);
  const replaced = position < 0 ? null : state.preview;
  const elsewhere = (shown: string | null): string | null => (shown !== null && shown === replaced ? path : shown);
  return show({ ...state, tabs, active: elsewhere(state.active), side: elsewhere(state.side), preview: preview ? path : state.preview }, path);
}

/** Takes a tab away; its neighbour is shown in its place. */
export function closeTab(state: TabState, path: string): TabState {
  const position = state.tabs.indexOf(path);
  if (position < 0) return state;
  const tabs = state.tabs.filter((tab) => tab !== path);
  const next = tabs[Math.min(position, tabs.length - 1)] ?? null;
  const side = state.side === path ? (next !== state.active ? next : null) : state.side;
  return {
    tabs,
    active: state.active === path ? next : state.active,
    side,
    focus: side === null ? 'main' : state.focus,
    preview: state.preview === path ? null : state.preview,
  };
}

/** Tabs follow a file or folder that was moved. */
export function moveTabs(state: TabState, from: string, to: string): TabState {
  const moved = <P extends string | null>(path: P): P | string => (path !== null && isInside(path, from) ? to + path.slice(from.length) : path);
  return { ...state, tabs: [...new Set(state.tabs.map(moved))], active: moved(state.active), side: moved(state.side), preview: moved(state.preview) };
}

/** Shows a file at the right of the other one. */
export const splitTab = (state: TabState, path: string): TabState => ({ ...openTab({ ...state, side: path, focus: 'side' }, path, false) });

export const unsplit = (state: TabState): TabState => ({ ...state, side: null, focus: 'main' });
