'use client';

import { X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { RightClickMenu } from '@/components/ui/menu';
import { isIdle, type TerminalTab } from '@/features/workbench/terminal-tabs';
import type { Terminals } from '@/features/workbench/use-terminals';
import { cn } from '@/lib/class-names';

export interface TerminalTabListProps {
  terminals: Terminals;
  renaming: string | null;
  onRenaming: (key: string | null) => void;
  onClose: (tab: TerminalTab) => void;
}

export function TerminalTabList({ terminals, renaming, onRenaming, onClose }: TerminalTabListProps) {
  const { tabs, shown, panes, unseen, titles } = terminals;
  const list = useRef<HTMLDivElement>(null);
  const focusShown = (): void => void requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  const onKeyDown = (event: KeyboardEvent, tab: TerminalTab): void => {
    if (event.target !== event.currentTarget) return;
    const position = tabs.indexOf(tab);
    const target = { ArrowRight: tabs[position + 1], ArrowLeft: tabs[position - 1], Home: tabs[0], End: tabs.at(-1) }[event.key];
    if (target) {
      event.preventDefault();
      terminals.activate(target.key);
      focusShown();
    } else if (event.key === 'Delete') {
      onClose(tab);
    } else if (event.key === 'F2') {
      onRenaming(tab.key);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      terminals.handle()?.focus();
    }
  };
  return (
    <div ref={list} role="tablist" aria-label="Terminals" className="flex h-full min-w-0 overflow-x-auto [scrollbar-width:none]">
      {tabs.map((tab) => (
        <RightClickMenu
          key={tab.key}
          items={[
            { label: 'Rename', keys: 'F2', disabled: tab.id === null, onSelect: () => setTimeout(() => onRenaming(tab.key)) },
            null,
            { label: 'Close', keys: 'Delete', danger: true, onSelect: () => onClose(tab) },
          ]}
        >
          <div
            role="tab"
            aria-selected={tab.key === shown}
            tabIndex={tab.key === shown ? 0 : -1}
            title={titles.get(tab.key) || undefined}
            data-testid="terminal-tab"
            data-name={tab.name}
            onClick={() => terminals.activate(tab.key)}
            onDoubleClick={() => onRenaming(tab.key)}
            onAuxClick={(event) => event.button === 1 && onClose(tab)}
            onKeyDown={(event) => onKeyDown(event, tab)}
            className={cn(
              'group flex shrink-0 cursor-default items-center gap-1.5 border-b-2 border-transparent pr-1.5 pl-3 text-xs select-none focus-visible:-outline-offset-2',
              tab.key === shown ? 'border-acc text-fg' : tab.key === panes.left || tab.key === panes.right ? 'border-line2 text-fg' : 'text-mut hover:text-fg',
            )}
          >
            {renaming === tab.key ? (
              <NameField
                name={tab.name}
                onDone={(name) => {
                  if (name !== null && name !== tab.name) terminals.rename(tab.key, name);
                  onRenaming(null);
                  focusShown();
                }}
              />
            ) : (
              <span className="max-w-40 truncate">{tab.name}</span>
            )}
            {!isIdle(tab.foreground) && <span className="max-w-32 truncate font-mono text-xxs text-sub">{tab.foreground}</span>}
            {unseen.has(tab.key) && (
              <span data-testid="unseen-output" className="size-1.5 rounded-full bg-acc">
                <span className="sr-only">, new output</span>
              </span>
            )}
            {/* not a button: a tab may hold no other control, and Delete closes it for the keyboard */}
            <span
              aria-hidden
              title={`Close ${tab.name}`}
              onClick={(event) => (event.stopPropagation(), onClose(tab))}
              className={cn('inline-flex size-5 items-center justify-center rounded-sm text-sub group-hover:opacity-100 hover:bg-s2 hover:text-fg', tab.key !== shown && 'opacity-0')}
            >
              <X className="size-3" />
            </span>
          </div>
        </RightClickMenu>
      ))}
    </div>
  );
}

function NameField({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const done = useRef(false);
  const end = (value: string | null): void => {
    if (done.current) return;
    done.current = true;
    onDone(value?.trim() || null);
  };
  return (
    <input
      autoFocus
      aria-label="Name of the terminal"
      defaultValue={name}
      maxLength={40}
      onFocus={(event) => event.target.select()}
      onBlur={(event) => end(event.target.value)}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') end(null);
        if (event.key === 'Enter') end(event.currentTarget.value);
      }}
      className="h-5 w-28 rounded-sm border border-acc bg-bg px-1 text-xs outline-none"
    />
  );
}
