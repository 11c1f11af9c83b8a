'use client';

import { LoaderCircle, Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { AlertBanner } from '@/features/workbench/alert-banner';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { PaneSeparator } from '@/features/workbench/pane-separator';
import { TerminalTabList } from '@/features/workbench/terminal-tab-list';
import { isIdle, type TerminalTab } from '@/features/workbench/terminal-tabs';
import { TerminalToolbar } from '@/features/workbench/terminal-toolbar';
import { TerminalView } from '@/features/workbench/terminal-view';
import type { Terminals } from '@/features/workbench/use-terminals';
import type { Sandbox } from '@/lib/api/types';
import { reasonSentence } from '@/lib/sandbox-words';

export interface TerminalPanelProps {
  sessionId: string;
  sandbox: Sandbox | undefined;
  terminals: Terminals;
  focus: boolean;
  onStart: () => void;
  starting: boolean;
  onClose: () => void;
}

export function TerminalPanel({ sessionId, sandbox, terminals, focus, onStart, starting, onClose }: TerminalPanelProps) {
  const { tabs, shown, panes } = terminals;
  const [renaming, setRenaming] = useState<string | null>(null);
  const [closing, setClosing] = useState<TerminalTab | null>(null);
  const [share, setShare] = useState(() => readLayout(sessionId).split ?? 50);
  const close = (tab: TerminalTab): void => (isIdle(tab.foreground) ? terminals.close(tab.key) : setClosing(tab));
  const placeOf = (key: string): { left: number; width: number } | null => {
    if (key === panes.left) return { left: 0, width: panes.right === null ? 100 : share };
    return key === panes.right ? { left: share, width: 100 - share } : null;
  };
  const why = sandbox?.state === 'STOPPED' || sandbox?.state === 'FAILED' ? reasonSentence(sandbox.reason) : '';
  return (
    <section aria-label="Terminals" data-region="terminals" className="flex h-full flex-col bg-s1">
      <div className="flex h-9 shrink-0 items-center justify-between border-b border-line pr-1.5">
        <TerminalTabList terminals={terminals} renaming={renaming} onRenaming={setRenaming} onClose={close} />
        <TerminalToolbar terminals={terminals} running={sandbox?.state === 'RUNNING'} onRename={({ key }) => setRenaming(key)} onClose={close} onHide={onClose} />
      </div>
      {terminals.alerts.map((alert) => (
        <AlertBanner key={alert.key} alert={alert} onDismiss={() => terminals.dismiss(alert.key)} />
      ))}
      <div className="relative min-h-0 grow bg-white dark:bg-bg">
        {tabs.map((tab) => (
          <TerminalView key={tab.key} sessionId={sessionId} tab={tab} place={placeOf(tab.key)} focused={focus && tab.key === shown} why={why} alive={sandbox?.state === 'RUNNING'} events={terminals.events} onStart={onStart} />
        ))}
        {panes.right !== null && (
          <PaneSeparator
            share={share}
            onShare={(next) => {
              setShare(next);
              writeLayout(sessionId, { split: next });
            }}
          />
        )}
        {tabs.length === 0 && <Nothing sandbox={sandbox} terminals={terminals} onStart={onStart} starting={starting} />}
      </div>
      <ConfirmDialog
        open={closing !== null}
        onOpenChange={() => setClosing(null)}
        title={`Close ${closing?.name ?? ''}?`}
        action="Close and end it"
        danger
        onConfirm={() => {
          if (closing) terminals.close(closing.key);
          setClosing(null);
        }}
      >
        <span className="font-mono">{closing?.foreground}</span> is running in it and ends with it. Its output is not kept.
      </ConfirmDialog>
    </section>
  );
}

function Nothing({ sandbox, terminals, onStart, starting }: Pick<TerminalPanelProps, 'sandbox' | 'terminals' | 'onStart' | 'starting'>) {
  switch (sandbox?.state) {
    case undefined:
      return null;
    case 'STARTING':
    case 'STOPPING':
      return (
        <p className="flex h-full items-center justify-center gap-2 text-sm text-mut" role="status">
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          {sandbox.state === 'STARTING' ? 'Starting the sandbox…' : 'Stopping: the last writes are being saved…'}
        </p>
      );
    case 'STOPPED':
    case 'FAILED':
      return (
        <EmptyState
          className="h-full justify-center py-4"
          title={sandbox.state === 'FAILED' ? 'The sandbox failed' : 'The sandbox is stopped'}
          action={
            <Button tone="primary" icon={<Play className="size-4" />} busy={starting} onClick={onStart} data-testid="start-sandbox">
              Start
            </Button>
          }
        >
          {reasonSentence(sandbox.reason)} Your files are saved and can be edited.
        </EmptyState>
      );
    case 'RUNNING':
      if (terminals.list.error && !terminals.list.data) return <ErrorState className="py-4" error={terminals.list.error} retry={() => void terminals.list.refetch()} />;
      return terminals.list.data ? <EmptyState className="h-full justify-center py-4" title="No terminal is open" action={<Button onClick={terminals.open}>New terminal</Button>} /> : null;
  }
}
