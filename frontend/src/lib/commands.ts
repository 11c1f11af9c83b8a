'use client';

import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** One action of the app. The palette, the shortcut sheet and the keyboard all read the same list. */
export interface Command {
  id: string;
  title: string;
  group: string;
  /** In tinykeys' words, e.g. `$mod+k`. */
  keys?: string;
  /** Works while a terminal has the focus; otherwise the shell gets the key. */
  inTerminal?: boolean;
  /** A bare key such as `c`: never while somebody types. */
  bare?: boolean;
  hidden?: boolean;
  run: () => void;
}

/** Results that depend on what was typed, such as the files of a session. */
export type CommandSource = (text: string) => Command[];

interface CommandState {
  commands: Map<string, Command[]>;
  sources: Map<string, CommandSource>;
  paletteOpen: boolean;
  paletteText: string;
  sheetOpen: boolean;
}

export const useCommandStore = create<CommandState>(() => ({
  commands: new Map(),
  sources: new Map(),
  paletteOpen: false,
  paletteText: '',
  sheetOpen: false,
}));

export const openPalette = (text = ''): void => useCommandStore.setState({ paletteOpen: true, paletteText: text });
export const openShortcutSheet = (): void => useCommandStore.setState({ sheetOpen: true });

/** Registers commands while the component is shown. `owner` names the place; the newest handlers are always used. */
export function useCommands(owner: string, commands: Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = commands.map(({ id, title, keys }) => `${id}|${title}|${keys ?? ''}`).join('\n');
  useEffect(() => {
    const stable = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    useCommandStore.setState(({ commands: all }) => ({ commands: new Map(all).set(owner, stable) }));
    return () =>
      useCommandStore.setState(({ commands: all }) => {
        const rest = new Map(all);
        rest.delete(owner);
        return { commands: rest };
      });
  }, [owner, shape]);
}

export function useCommandSource(owner: string, source: CommandSource): void {
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  useEffect(() => {
    const stable: CommandSource = (text) => latest.current(text);
    useCommandStore.setState(({ sources }) => ({ sources: new Map(sources).set(owner, stable) }));
    return () =>
      useCommandStore.setState(({ sources }) => {
        const rest = new Map(sources);
        rest.delete(owner);
        return { sources: rest };
      });
  }, [owner]);
}

const isApple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** `$mod+Shift+p` as the keys on this keyboard: `Ctrl+Shift+P`. */
export function keyLabel(keys: string): string {
  return keys
    .split('+')
    .map((part) => {
      if (part === '$mod') return isApple() ? '⌘' : 'Ctrl';
      if (part === 'Control') return isApple() ? '⌃' : 'Ctrl';
      if (part === 'Enter') return '↵';
      return part.length === 1 ? part.toUpperCase() : part;
    })
    .join(isApple() ? '' : '+')
    .replace('Shift+?', '?');
}
