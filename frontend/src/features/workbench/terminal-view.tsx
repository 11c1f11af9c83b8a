'use client';

import { useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { PASTE_LINES, pastedLines } from '@/features/workbench/pasted-lines';
import { TerminalConnection, type TerminalStatus } from '@/features/workbench/terminal-connection';
import { TerminalNotice } from '@/features/workbench/terminal-notice';
import { makeScreen, terminalTheme, applyGraphicsCard, type Screen } from '@/features/workbench/terminal-screen';
import type { TerminalTab } from '@/features/workbench/terminal-tabs';
import { ensureSignedIn } from '@/lib/api/http';
import { cn } from '@/lib/class-names';
import { useTheme } from '@/lib/theme';
import { toast } from 'sonner';

export interface TerminalViewProps {
  sessionId: string;
  tab: TerminalTab;
  visible: boolean;
  focused: boolean;
  /** Makes the terminal once its size is known, so the first prompt is drawn right. */
  create: (key: string, cols: number, rows: number) => void;
  onConnection: (key: string, connection: TerminalConnection | null) => void;
  onOutput: (key: string) => void;
  onStart: () => void;
  onReplace: (key: string) => void;
}

export function TerminalView({ sessionId, tab, visible, focused, create, onConnection, onOutput, onStart, onReplace }: TerminalViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen | null>(null);
  const connection = useRef<TerminalConnection | null>(null);
  const [fitted, setFitted] = useState(false);
  const [status, setStatus] = useState<TerminalStatus>({ kind: 'connecting' });
  const [refused, setRefused] = useState(0);
  const [pasting, setPasting] = useState<string | null>(null);
  const theme = useTheme();
  const hooks = useRef({ create, onConnection, onOutput, onReplace, status });
  useEffect(() => {
    hooks.current = { create, onConnection, onOutput, onReplace, status };
  });

  // the screen: made once, fitted whenever its box changes
  useEffect(() => {
    const box = host.current;
    if (!box) return;
    let dead = false;
    const made = makeScreen(document.documentElement.dataset.theme === 'light' ? 'light' : 'dark');
    const { terminal, fit } = made;
    const fitNow = (): void => {
      if (box.clientWidth < 40 || box.clientHeight < 20) return;
      fit.fit();
      connection.current?.resize(terminal.cols, terminal.rows);
    };
    const observer = new ResizeObserver(fitNow);
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (terminal.modes.bracketedPasteMode || pastedLines(text) <= PASTE_LINES) return;
      event.preventDefault();
      event.stopPropagation();
      setPasting(text);
    };
    void document.fonts
      .load('13px "JetBrains Mono Variable"')
      .catch(() => [])
      .then(() => {
        if (dead) return;
        screen.current = made;
        terminal.open(box);
        void applyGraphicsCard(terminal);
        terminal.attachCustomKeyEventHandler((event) => {
          if (event.type !== 'keydown') return true;
          if (event.ctrlKey && event.shiftKey && event.code === 'KeyC') {
            event.preventDefault();
            if (terminal.hasSelection()) void navigator.clipboard?.writeText(terminal.getSelection());
            return false;
          }
          if (event.ctrlKey && event.shiftKey && event.code === 'KeyV') return false;
          if (event.key === 'Enter' && hooks.current.status.kind === 'exited') {
            hooks.current.onReplace(tab.key);
            return false;
          }
          return true;
        });
        terminal.onData((text) => connection.current?.type(text) === false && setRefused((count) => count + 1));
        terminal.onBinary((bytes) => connection.current?.typeBytes(bytes));
        fitNow();
        observer.observe(box);
        setFitted(true);
      });
    box.addEventListener('paste', paste, { capture: true });
    return () => {
      dead = true;
      observer.disconnect();
      box.removeEventListener('paste', paste, { capture: true });
      screen.current = null;
      terminal.dispose();
    };
  }, [tab.key]);

  // the terminal itself: made when there is none yet, connected when there is
  useEffect(() => {
    const made = screen.current;
    if (!fitted || !made) return;
    const { terminal } = made;
    if (tab.id === null) {
      hooks.current.create(tab.key, terminal.cols, terminal.rows);
      return;
    }
    const link = new TerminalConnection(sessionId, tab.id, {
      sink: {
        reset: () => terminal.reset(),
        write: (bytes, parsed) => {
          terminal.write(bytes, parsed);
          hooks.current.onOutput(tab.key);
        },
      },
      signIn: ensureSignedIn,
      onStatus: setStatus,
      onNotice: (level, text) => toast[level](text),
    });
    connection.current = link;
    link.start({ cols: terminal.cols, rows: terminal.rows });
    hooks.current.onConnection(tab.key, link);
    const { onConnection: gone } = hooks.current;
    return () => {
      connection.current = null;
      gone(tab.key, null);
      link.dispose();
    };
  }, [fitted, sessionId, tab.id, tab.key]);

  useEffect(() => {
    if (screen.current) screen.current.terminal.options.theme = terminalTheme(theme);
  }, [theme, fitted]);

  useEffect(() => {
    if (visible && focused && fitted) screen.current?.terminal.focus();
  }, [visible, focused, fitted]);

  return (
    <div className={cn('absolute inset-0 flex flex-col', !visible && 'invisible')} data-testid="terminal" data-terminal-id={tab.id ?? ''} data-status={status.kind} aria-label={`Terminal ${tab.name}`} role="group">
      <TerminalNotice
        status={status}
        refused={refused}
        onRetry={() => connection.current?.reconnect()}
        onStart={onStart}
        onReplace={() => onReplace(tab.key)}
      />
      <div ref={host} className="min-h-0 grow overflow-hidden" />
      <ConfirmDialog
        open={pasting !== null}
        onOpenChange={() => setPasting(null)}
        title={`Paste ${pasting === null ? '' : pastedLines(pasting)} lines into the shell?`}
        action="Paste"
        onConfirm={() => {
          if (pasting !== null) screen.current?.terminal.paste(pasting);
          setPasting(null);
          screen.current?.terminal.focus();
        }}
      >
        The shell runs each line as soon as it arrives.
        <pre className="mt-2 max-h-40 overflow-auto rounded-md border border-line bg-bg p-2 font-mono text-xs">{pasting?.slice(0, 2000)}</pre>
      </ConfirmDialog>
    </div>
  );
}
