/** Which terminals are shown: one, or two side by side. Keys are those of the tabs. */
export interface Panes {
  left: string | null;
  right: string | null;
  focused: 'left' | 'right';
}

export const shownIn = ({ left, right, focused }: Panes): string | null => (focused === 'right' && right !== null ? right : left);

/** Shows a terminal: where it is already, else in the pane that has the focus. */
export function show(panes: Panes, key: string): Panes {
  if (panes.left === key) return { ...panes, focused: 'left' };
  if (panes.right === key) return { ...panes, focused: 'right' };
  return panes.right !== null && panes.focused === 'right' ? { ...panes, right: key } : { ...panes, left: key, focused: 'left' };
}

export function splitWith(panes: Panes, key: string): Panes {
  return panes.left === null || panes.left === key ? { left: key, right: panes.right, focused: 'left' } : { left: panes.left, right: key, focused: 'right' };
}

/** One pane again, with the terminal that had the focus. */
export const unsplit = (panes: Panes): Panes => ({ left: shownIn(panes), right: null, focused: 'left' });

/** What is left of the panes when only these tabs exist; a gap is filled from the tabs. */
export function prune(panes: Panes, keys: readonly string[]): Panes {
  const right = panes.right !== null && keys.includes(panes.right) ? panes.right : null;
  const left = panes.left !== null && keys.includes(panes.left) ? panes.left : null;
  if (left === null && right !== null) return { left: right, right: null, focused: 'left' };
  const next: Panes = { left: left ?? keys[0] ?? null, right, focused: right === null ? 'left' : panes.focused };
  return next.left === panes.left && next.right === panes.right && next.focused === panes.focused ? panes : next;
}
