'use client';

import { useEffect, useImperativeHandle, useRef, useState, type RefObject } from 'react';
import { toast } from 'sonner';
import { PasteDialog } from '@/features/workbench/paste-dialog';
import { asksBeforePaste, withoutBrackets } from '@/features/workbench/pasted-lines';
import { exitCodeOf, MARK_OSC } from '@/features/workbench/run-marks';
import { TerminalConnection, type NoticeLevel, type TerminalStatus } from '@/features/workbench/terminal-connection';
import { TerminalFind } from '@/features/workbench/terminal-find';
import type { TerminalHandle } from '@/features/workbench/terminal-handle';
import { terminalAction } from '@/features/workbench/terminal-keys';
import { TerminalNotice } from '@/features/workbench/terminal-notice';
import { applyGraphicsCard, makeScreen, terminalTheme, type Screen } from '@/features/workbench/terminal-screen';
import { changeFontSize, readTerminalSettings, useTerminalSettings } from '@/features/workbench/terminal-settings';
import { isIdle, type TerminalTab } from '@/features/workbench/terminal-tabs';
import { bufferText, fileNameOf, plainTitle } from '@/features/workbench/terminal-text';
import { ensureSignedIn, send } from '@/lib/api/http';
import { cn } from '@/lib/class-names';
import { download } from '@/lib/download';
import { useTheme } from '@/lib/theme';

/** What a terminal tells the panel around it; the key is that of its tab. */
export interface TerminalEvents {
  /** Makes the terminal once its size is known, so the first prompt is drawn right. */
  create: (key: string, cols: number, rows: number) => void;
  onConnection: (key: string, connection: TerminalConnection | null) => void;
  onHandle: (key: string, handle: TerminalHandle | null) => void;
  onOutput: (key: string) => void;
  onTitle: (key: string, title: string) => void;
  onMark: (key: string, exitCode: number, fresh: boolean) => void;
  onLimit: (limit: string, detail: string) => void;
  onNotice: (level: NoticeLevel, text: string) => void;
  onReplace: (key: string) => void;
  onFocus: (key: string) => void;
  onSwitch: (by: 1 | -1) => void;
}

export interface TerminalViewProps {
  sessionId: string;
  tab: TerminalTab;
  /** Where it stands in the panel, in percent; null when another one is shown. */
  place: { left: number; width: number } | null;
  focused: boolean;
  why: string;
  /** The sandbox runs. */
  alive: boolean;
  events: TerminalEvents;
  onStart: () => void;
}

const BACK_FOR = 3_000;
const PASTE_BY_KEYBOARD = 'Press Ctrl+Shift+V in the terminal instead.';

function copyText(text: string): void {
  if (text === '') return;
  navigator.clipboard?.writeText(text).catch(() => toast.error('The browser did not allow to copy'));
}

export function TerminalView({ sessionId, tab, place, focused, why, alive, events, onStart }: TerminalViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen | null>(null);
  const connection = useRef<TerminalConnection | null>(null);
  const [ready, setReady] = useState<Screen | null>(null);
  const [status, setStatus] = useState<TerminalStatus>({ kind: 'connecting' });
  const [back, setBack] = useState(false);
  const [refused, setRefused] = useState(0);
  const [pasting, setPasting] = useState<string | null>(null);
  const [finding, setFinding] = useState(0);
  const [rung, setRung] = useState(0);
  const theme = useTheme();
  const fontSize = useTerminalSettings((settings) => settings.fontSize);

  const become = (next: TerminalStatus): void => {
    const before = latest.current.status;
    setStatus(next);
    if (next.kind !== 'live') return setBack(false);
    setRefused(0);
    if (!next.anew && (before.kind === 'reconnecting' || before.kind === 'signing-in')) setBack(true);
  };
  const paste = (text: string): void => {
    if (asksBeforePaste(text)) setPasting(text);
    else pasteNow(text);
  };
  // the dialog gives the focus up only after it is gone
  const stopAsking = (): void => {
    setPasting(null);
    setTimeout(() => screen.current?.terminal.focus());
  };
  const pasteNow = (text: string): void => {
    if (latest.current.status.kind !== 'live') setRefused((count) => count + 1);
    else screen.current?.terminal.paste(withoutBrackets(text));
    stopAsking();
  };

  const handle: TerminalHandle = {
    focus: () => screen.current?.terminal.focus(),
    find: () => setFinding((count) => count + 1),
    clear: () => {
      screen.current?.terminal.clear();
      screen.current?.terminal.focus();
    },
    copy: () => copyText(screen.current?.terminal.getSelection() ?? ''),
    paste: () => {
      const refusal = (): unknown => toast.error('The browser did not allow to paste', { description: PASTE_BY_KEYBOARD });
      if (navigator.clipboard) navigator.clipboard.readText().then(paste, refusal);
      else refusal();
    },
    download: () => {
      const text = screen.current ? bufferText(screen.current.terminal.buffer.active) : '';
      const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
      download(address, fileNameOf(tab.name));
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    },
    selection: () => screen.current?.terminal.getSelection() ?? '',
  };
  const latest = useRef({ events, status, handle, become, paste });
  useEffect(() => {
    latest.current = { events, status, handle, become, paste };
  });

  // the screen: made once, fitted whenever its box changes
  useEffect(() => {
    const box = host.current;
    if (!box) return;
    let dead = false;
    const made = makeScreen(document.documentElement.dataset.theme === 'light' ? 'light' : 'dark', readTerminalSettings().fontSize);
    const { terminal, fit } = made;
    const fitNow = (): void => {
      if (box.clientWidth < 40 || box.clientHeight < 20) return;
      fit.fit();
      connection.current?.resize(terminal.cols, terminal.rows);
    };
    const observer = new ResizeObserver(fitNow);
    const onPaste = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text !== '') latest.current.paste(text);
    };
    const onMouseUp = (): void => {
      if (useTerminalSettings.getState().copyOnSelect && terminal.hasSelection()) copyText(terminal.getSelection());
    };
    void document.fonts
      .load('13px "JetBrains Mono Variable"')
      .catch(() => [])
      .then(() => {
        if (dead) return;
        screen.current = made;
        terminal.open(box);
        void applyGraphicsCard(terminal);
        terminal.attachCustomKeyEventHandler((event) => onKey(event));
        terminal.onData((text) => connection.current?.type(text) === false && setRefused((count) => count + 1));
        terminal.onBinary((bytes) => connection.current?.typeBytes(bytes));
        terminal.onBell(() => setRung((count) => count + 1));
        terminal.onTitleChange((title) => latest.current.events.onTitle(tab.key, plainTitle(title)));
        terminal.parser.registerOscHandler(MARK_OSC, (data) => {
          const exitCode = exitCodeOf(data);
          if (exitCode !== null) latest.current.events.onMark(tab.key, exitCode, connection.current?.hearsNew() ?? false);
          return true;
        });
        fitNow();
        observer.observe(box);
        setReady(made);
      });
    const onKey = (event: KeyboardEvent): boolean => {
      if (event.type !== 'keydown') return true;
      const { status: now, handle: own, events: told } = latest.current;
      const action = terminalAction(event);
      if (action === 'paste') return false;
      if (action !== null) {
        event.preventDefault();
        if (action === 'copy') own.copy();
        else if (action === 'find') own.find();
        else if (action === 'next' || action === 'previous') told.onSwitch(action === 'next' ? 1 : -1);
        else changeFontSize(action === 'bigger' ? 1 : action === 'smaller' ? -1 : 0);
        return false;
      }
      if (event.key === 'Enter' && now.kind === 'exited') {
        told.onReplace(tab.key);
        return false;
      }
      return true;
    };
    box.addEventListener('paste', onPaste, { capture: true });
    box.addEventListener('mouseup', onMouseUp);
    return () => {
      dead = true;
      observer.disconnect();
      box.removeEventListener('paste', onPaste, { capture: true });
      box.removeEventListener('mouseup', onMouseUp);
      screen.current = null;
      terminal.dispose();
    };
  }, [tab.key]);

  // the terminal itself: made when there is none yet, connected when there is
  useEffect(() => {
    if (!ready) return;
    const { terminal } = ready;
    if (tab.id === null) {
      latest.current.events.create(tab.key, terminal.cols, terminal.rows);
      return;
    }
    const link = new TerminalConnection(sessionId, tab.id, {
      sink: {
        reset: () => terminal.reset(),
        write: (bytes, parsed) => {
          terminal.write(bytes, parsed);
          latest.current.events.onOutput(tab.key);
        },
      },
      ...(tab.lastTextAt ? { lastText: () => send(`/api/sessions/${sessionId}/terminals/${tab.id}/last-text`).then((answer) => answer.text()) } : {}),
      signIn: ensureSignedIn,
      onStatus: (next) => latest.current.become(next),
      onNotice: (level, text) => latest.current.events.onNotice(level, text),
      onLimit: (limit, detail) => latest.current.events.onLimit(limit, detail),
    });
    connection.current = link;
    link.start({ cols: terminal.cols, rows: terminal.rows });
    const { onConnection } = latest.current.events;
    onConnection(tab.key, link);
    return () => {
      connection.current = null;
      onConnection(tab.key, null);
      link.dispose();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- an old text is shown to a new screen only, whenever it comes
  }, [ready, sessionId, tab.id, tab.key]);

  usePublishedHandle(tab.key, handle, events);

  useEffect(() => {
    if (!screen.current) return;
    const { terminal, fit } = screen.current;
    terminal.options.theme = terminalTheme(theme);
    terminal.options.fontSize = fontSize;
    fit.fit();
    connection.current?.resize(terminal.cols, terminal.rows);
  }, [theme, fontSize, ready]);

  const shown = place !== null;
  useEffect(() => {
    if (shown && focused) ready?.terminal.focus();
  }, [shown, focused, ready]);

  useEffect(() => {
    if (!back) return;
    const timer = setTimeout(() => setBack(false), BACK_FOR);
    return () => clearTimeout(timer);
  }, [back]);

  // a terminal that ended with its sandbox asks again once there is one: for its output, or to hear that it is gone
  useEffect(() => {
    const { status: now } = latest.current;
    if (alive && now.kind === 'closed' && now.wayOut === 'start') connection.current?.reconnect();
  }, [alive]);

  const signIn = (): void => {
    void ensureSignedIn().then((ok) => ok && connection.current?.reconnect());
  };
  const stopFinding = (): void => {
    setFinding(0);
    screen.current?.terminal.focus();
  };
  return (
    <div
      className={cn('absolute inset-y-0 flex flex-col', !shown && 'invisible')}
      style={{ left: `${place?.left ?? 0}%`, width: `${place?.width ?? 100}%` }}
      data-testid="terminal"
      data-terminal-id={tab.id ?? ''}
      data-status={status.kind}
      aria-label={`Terminal ${tab.name}`}
      role="group"
      onFocusCapture={() => events.onFocus(tab.key)}
    >
      <TerminalNotice status={status} refused={refused} back={back} why={why} onRetry={() => connection.current?.reconnect()} onStart={onStart} onReplace={() => events.onReplace(tab.key)} onSignIn={signIn} />
      <div className="relative min-h-0 grow">
        <div ref={host} className="absolute inset-0 overflow-hidden" />
        {rung > 0 && <span key={rung} aria-hidden className="animate-bell pointer-events-none absolute inset-0 border-2 border-warn opacity-0" />}
        {ready && finding > 0 && shown && <TerminalFind search={ready.search} theme={theme} asked={finding} onClose={stopFinding} />}
      </div>
      {pasting !== null && <PasteDialog text={pasting} program={isIdle(tab.foreground) ? 'the shell' : (tab.foreground ?? 'the shell')} onPaste={() => pasteNow(pasting)} onCancel={stopAsking} />}
    </div>
  );
}

/** Lets the panel reach this terminal's newest handle for as long as it exists. */
function usePublishedHandle(key: string, handle: TerminalHandle, { onHandle }: TerminalEvents): void {
  const newest = useRef<TerminalHandle>(null);
  useImperativeHandle(newest, () => handle);
  useEffect(() => {
    onHandle(key, forward(newest));
    return () => onHandle(key, null);
  }, [key, onHandle]);
}

const forward = (newest: RefObject<TerminalHandle | null>): TerminalHandle => ({
  focus: () => newest.current?.focus(),
  find: () => newest.current?.find(),
  clear: () => newest.current?.clear(),
  copy: () => newest.current?.copy(),
  paste: () => newest.current?.paste(),
  download: () => newest.current?.download(),
  selection: () => newest.current?.selection() ?? '',
});
