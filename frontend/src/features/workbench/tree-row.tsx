'use client';

import type { ItemInstance } from '@headless-tree/core';
import { ChevronRight } from 'lucide-react';
import { FileIcon } from '@/features/workbench/file-icon';
import { NameInput } from '@/features/workbench/name-input';
import { isDraft, type Draft } from '@/features/workbench/use-file-tree';
import type { TreeItem } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { formatBytes } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';

export interface RowActions {
  open: (path: string) => void;
  /** A click is about to come that only selects. */
  selecting: (only: boolean) => void;
}

export interface TreeRowProps {
  item: ItemInstance<TreeItem>;
  entry: TreeItem | undefined;
  draft: Draft | null;
  active: boolean;
  cut: boolean;
  renaming: boolean;
  taken: (folder: string, name: string) => boolean;
  onDraft: (name: string | null) => void;
  onRename: (path: string, name: string | null) => void;
  actions: RowActions;
}

export function TreeRow({ item, entry, draft, active, cut, renaming, taken, onDraft, onRename, actions }: TreeRowProps) {
  const path = item.getId();
  const folder = parentOf(path);
  const level = item.getItemMeta().level;
  const indent = { paddingLeft: 6 + level * 12 };

  if (isDraft(path)) {
    return (
      <div className="flex h-6 items-center gap-1.5 pr-2" style={indent}>
        <span className="w-3.5" />
        <FileIcon path="" type={draft?.kind === 'folder' ? 'FOLDER' : 'FILE'} />
        <NameInput folder={folder} initial="" taken={(name) => taken(folder, name)} label={draft?.kind === 'folder' ? 'Name of the new folder' : 'Name of the new file'} onDone={onDraft} />
      </div>
    );
  }

  const expanded = item.isFolder() && item.isExpanded();
  const lost = entry && !entry.persisted;
  return (
    <div
      {...item.getProps()}
      data-testid="tree-item"
      data-path={path}
      title={lost ? `Only in the sandbox, not saved (${formatBytes(entry.size)})` : undefined}
      onClickCapture={(event) => actions.selecting(event.ctrlKey || event.metaKey || event.shiftKey)}
      onDoubleClick={() => !item.isFolder() && actions.open(path)}
      style={indent}
      className={cn(
        'flex h-6 cursor-default items-center gap-1.5 pr-2 text-sm select-none focus-visible:-outline-offset-2',
        item.isSelected() ? 'bg-acc-soft' : active ? 'bg-s2' : 'hover:bg-s2',
        item.isDragTarget() && 'bg-acc-soft outline-1 -outline-offset-1 outline-acc',
        cut && 'opacity-50',
      )}
    >
      {item.isFolder() ? <ChevronRight aria-hidden className={cn('size-3.5 shrink-0 text-sub transition-transform duration-100', expanded && 'rotate-90')} /> : <span className="w-3.5 shrink-0" />}
      <FileIcon path={path} type={entry?.type} open={expanded} />
      {renaming ? (
        <NameInput folder={folder} initial={baseName(path)} taken={(name) => taken(folder, name)} label={`New name of ${baseName(path)}`} onDone={(name) => onRename(path, name)} />
      ) : (
        <span className={cn('truncate', lost && 'text-mut italic')}>{baseName(path)}</span>
      )}
      {lost && (
        <span className="ml-auto shrink-0 text-xxs text-warn tabular-nums">
          <span className="sr-only">only in the sandbox, </span>not saved ({formatBytes(entry.size)})
        </span>
      )}
    </div>
  );
}
