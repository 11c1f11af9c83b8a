'use client';

import { LoaderCircle, Play, Plus, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { TerminalView } from '@/features/workbench/terminal-view';
import { isIdle, type TerminalTab } from '@/features/workbench/terminal-tabs';
import type { Terminals } from '@/features/workbench/use-terminals';
import type { Sandbox } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
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
  const { tabs, shown } = terminals;
  return (
    <section aria-label="Terminals" data-region="terminals" className="flex h-full flex-col bg-s1">
      <div className="flex h-9 shrink-0 items-center border-b border-line pr-1.5">
        <TabList terminals={terminals} />
        <IconButton small label="New terminal" keys="Control+Shift+`" icon={<Plus className="size-4" />} disabled={sandbox?.state !== 'RUNNING'} onClick={terminals.open} />
        <IconButton small label="Hide the terminals" keys="$mod+j" icon={<X className="size-4" />} onClick={onClose} />
      </div>
      <div className="relative min-h-0 grow bg-white dark:bg-bg">
        {tabs.map((tab) => (
          <TerminalView
            key={tab.key}
            sessionId={sessionId}
            tab={tab}
            visible={tab.key === shown}
            focused={focus}
            create={terminals.create}
            onConnection={terminals.onConnection}
            onOutput={terminals.onOutput}
            onStart={onStart}
            onReplace={terminals.replace}
          />
        ))}
        {tabs.length === 0 && <Nothing sandbox={sandbox} terminals={terminals} onStart={onStart} starting={starting} />}
      </div>
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

function TabList({ terminals }: { terminals: Terminals }) {
  const { tabs, shown, unseen } = terminals;
  const list = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent, tab: TerminalTab): void => {
    if (event.target !== event.currentTarget) return;
    const position = tabs.indexOf(tab);
    const target = event.key === 'ArrowRight' ? tabs[position + 1] : event.key === 'ArrowLeft' ? tabs[position - 1] : undefined;
    if (target) {
      event.preventDefault();
      terminals.activate(target.key);
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
    } else if (event.key === 'Delete') {
      terminals.close(tab.key);
    } else if (event.key === 'F2') {
      setRenaming(tab.key);
    }
  };
  return (
    <div ref={list} role="tablist" aria-label="Terminals" className="flex h-full min-w-0 grow overflow-x-auto [scrollbar-width:none]">
      {tabs.map((tab) => (
        <div
          key={tab.key}
          role="tab"
          aria-selected={tab.key === shown}
          tabIndex={tab.key === shown ? 0 : -1}
          data-testid="terminal-tab"
          data-name={tab.name}
          onClick={() => terminals.activate(tab.key)}
          onDoubleClick={() => setRenaming(tab.key)}
          onAuxClick={(event) => event.button === 1 && terminals.close(tab.key)}
          onKeyDown={(event) => onKeyDown(event, tab)}
          className={cn(
            'group flex shrink-0 cursor-default items-center gap-1.5 border-b-2 border-transparent pr-1.5 pl-3 text-xs select-none focus-visible:-outline-offset-2',
            tab.key === shown ? 'border-acc text-fg' : 'text-mut hover:text-fg',
          )}
        >
          {renaming === tab.key ? (
            <input
              autoFocus
              aria-label="Name of the terminal"
              defaultValue={tab.name}
              maxLength={40}
              onFocus={(event) => event.target.select()}
              onBlur={() => setRenaming(null)}
              onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === 'Escape') setRenaming(null);
                if (event.key === 'Enter') {
                  const name = event.currentTarget.value.trim();
                  if (name) terminals.rename(tab.key, name);
                  setRenaming(null);
                }
              }}
              className="h-5 w-24 rounded-sm border border-acc bg-bg px-1 text-xs outline-none"
            />
          ) : (
            <span>{tab.name}</span>
          )}
          {!isIdle(tab.foreground) && <span className="font-mono text-xxs text-sub">{tab.foreground}</span>}
          {unseen.has(tab.key) && (
            <span className="size-1.5 rounded-full bg-acc">
              <span className="sr-only">, new output</span>
            </span>
          )}
          <button type="button" aria-hidden tabIndex={-1} onClick={(event) => (event.stopPropagation(), terminals.close(tab.key))} className="inline-flex size-5 items-center justify-center rounded-sm text-sub opacity-0 group-hover:opacity-100 hover:bg-s2 hover:text-fg">
            <X className="size-3" />
          </button>
        </div>
      ))}
    </div>
  );
}
