'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { Palette } from '@/features/shell/palette';
import { ShortcutSheet } from '@/features/shell/shortcut-sheet';
import { openPalette, openShortcutSheet, useCommands, useCommandStore, type Command } from '@/lib/commands';
import { setTheme } from '@/lib/theme';

const SIGNED_OUT = ['/login', '/register', '/setup'];

/** The keyboard, the palette and the shortcut sheet of the whole app. */
export function CommandCentre() {
  const router = useRouter();
  const pathname = usePathname();
  const go = (id: string, title: string, href: string, keys?: string): Command => ({ id: `go.${id}`, title, group: 'Go to', keys, bare: true, run: () => router.push(href) });
  const commands: Command[] = [
    { id: 'palette', title: 'Search or jump to', group: 'General', keys: '$mod+k', hidden: true, run: () => openPalette() },
    { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'General', keys: 'Shift+?', bare: true, run: openShortcutSheet },
    go('sessions', 'Sessions', '/sessions', 'g s'),
    go('reviews', 'Reviews', '/reviews', 'g r'),
    go('people', 'Reviewers', '/people', 'g p'),
    go('inbox', 'Inbox', '/inbox', 'g i'),
    go('profile', 'Profile and settings', '/profile'),
    { id: 'theme.dark', title: 'Use the dark theme', group: 'Appearance', run: () => setTheme('dark') },
    { id: 'theme.light', title: 'Use the light theme', group: 'Appearance', run: () => setTheme('light') },
    { id: 'theme.system', title: 'Use the theme of the system', group: 'Appearance', run: () => setTheme('system') },
  ];
  useCommands('app', SIGNED_OUT.includes(pathname) ? [] : commands);
  useKeyboard();
  return (
    <>
      <Palette />
      <ShortcutSheet />
    </>
  );
}

function useKeyboard(): void {
  const all = useCommandStore((state) => state.commands);
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const command of [...all.values()].flat()) {
      if (command.keys) bindings[command.keys] = (event) => dispatch(event, command);
    }
    return tinykeys(window, bindings, { capture: true });
  }, [all]);
}

function dispatch(event: KeyboardEvent, command: Command): void {
  const target = event.target instanceof Element ? event.target : null;
  if (event.isComposing || target?.closest('[role=dialog], [role=alertdialog], [role=menu]')) return;
  if (!command.inTerminal && target?.closest('.xterm')) return;
  if (command.bare && target && isTyping(target)) return;
  event.preventDefault();
  event.stopPropagation();
  command.run();
}

/** A place that takes letters. An editor that is only read takes none, whatever it listens with; what is written between its lines does. */
function isTyping(target: Element): boolean {
  if (target.closest('input, textarea:not(.inputarea, .ime-text-area), select, [contenteditable=true], [role=tree], .xterm')) return true;
  return target.closest('.monaco-editor') !== null && target.closest('.cove-read-only') === null;
}
