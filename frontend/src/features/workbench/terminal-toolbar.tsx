'use client';

import { ALargeSmall, Check, Columns2, ClipboardPaste, Copy, Download, Ellipsis, Eraser, Pencil, Plus, Search, Square, Trash2, X, ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { Menu } from '@/components/ui/menu';
import { changeFontSize, changeTerminalSettings, useTerminalSettings } from '@/features/workbench/terminal-settings';
import type { TerminalTab } from '@/features/workbench/terminal-tabs';
import { FULL, type Terminals } from '@/features/workbench/use-terminals';

export interface TerminalToolbarProps {
  terminals: Terminals;
  running: boolean;
  onRename: (tab: TerminalTab) => void;
  onClose: (tab: TerminalTab) => void;
  onHide: () => void;
}

/** What can be done with the shown terminal; the menu has all of it, for the keyboard too. */
export function TerminalToolbar({ terminals, running, onRename, onClose, onHide }: TerminalToolbarProps) {
  const { copyOnSelect, fontSize } = useTerminalSettings();
  const tab = terminals.tabs.find(({ key }) => key === terminals.shown);
  const none = tab === undefined;
  const isSplit = terminals.panes.right !== null;
  const blocked = !running || terminals.full;
  return (
    <div role="toolbar" aria-label="Terminal" className="flex shrink-0 items-center gap-0.5 pl-1">
      <IconButton
        small
        data-testid="new-terminal"
        label={!running ? 'New terminal: the sandbox is not running' : terminals.full ? `${FULL}. Close one to open another.` : 'New terminal'}
        keys={blocked ? undefined : 'Control+Shift+`'}
        icon={<Plus className="size-4" />}
        aria-disabled={blocked || undefined}
        className="aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
        onClick={() => running && terminals.open()}
      />
      <IconButton small label={isSplit ? 'One terminal' : 'Two terminals side by side'} aria-pressed={isSplit} disabled={none || !running} icon={isSplit ? <Square className="size-3.5" /> : <Columns2 className="size-4" />} onClick={terminals.split} data-testid="split-terminal" />
      <IconButton small label="Search the terminal" keys="Control+Shift+f" disabled={none} icon={<Search className="size-3.5" />} onClick={() => terminals.handle()?.find()} data-testid="find-in-terminal" />
      <Menu
        label="Terminal"
        trigger={
          <button type="button" aria-label="More for this terminal" data-testid="terminal-menu" disabled={none} className="inline-flex size-6 items-center justify-center rounded-md text-mut hover:bg-s2 hover:text-fg disabled:opacity-50">
            <Ellipsis className="size-4" />
          </button>
        }
        items={[
          { label: 'Copy', keys: 'Control+Shift+c', icon: <Copy />, onSelect: () => terminals.handle()?.copy() },
          { label: 'Paste', keys: 'Control+Shift+v', icon: <ClipboardPaste />, onSelect: () => terminals.handle()?.paste() },
          { label: 'Copy on select', icon: copyOnSelect ? <Check /> : <span className="size-3.5" />, checked: copyOnSelect, onSelect: () => changeTerminalSettings({ copyOnSelect: !copyOnSelect }) },
          null,
          { label: 'Clear', icon: <Eraser />, onSelect: () => terminals.handle()?.clear() },
          { label: 'Download the text', icon: <Download />, onSelect: () => terminals.handle()?.download() },
          null,
          { label: 'Larger text', keys: '$mod+=', icon: <ZoomIn />, onSelect: () => changeFontSize(1) },
          { label: 'Smaller text', keys: '$mod+-', icon: <ZoomOut />, onSelect: () => changeFontSize(-1) },
          { label: `Usual text size (now ${fontSize})`, keys: '$mod+0', icon: <ALargeSmall />, onSelect: () => changeFontSize(0) },
          null,
          { label: 'Rename', keys: 'F2', icon: <Pencil />, disabled: !tab?.id, onSelect: () => tab && setTimeout(() => onRename(tab)) },
          { label: 'Close', icon: <Trash2 />, danger: true, onSelect: () => tab && onClose(tab) },
        ]}
      />
      <IconButton small label="Hide the terminals" keys="$mod+j" icon={<X className="size-4" />} onClick={onHide} />
    </div>
  );
}
