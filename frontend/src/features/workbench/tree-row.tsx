'use client';

import type { ItemInstance } from '@headless-tree/core';
import { ChevronRight, ClipboardPaste, Columns2, Copy, CopyPlus, Download, FilePlus2, FolderPlus, History, Pencil, Scissors, Trash2 } from 'lucide-react';
import { RightClickMenu, type MenuItems } from '@/components/ui/menu';
import { FileIcon } from '@/features/workbench/file-icon';
import { fileUrl } from '@/features/workbench/file-api';
import { NameInput } from '@/features/workbench/name-input';
import { isDraft, type Draft } from '@/features/workbench/use-file-tree';
import type { TreeActions } from '@/features/workbench/use-tree-actions';
import type { TreeItem } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { download } from '@/lib/download';
import { formatBytes } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';

export interface RowActions {
  open: (path: string) => void;
  openToSide: (path: string) => void;
  create: (kind: Draft['kind'], folder?: string) => void;
  rename: (path: string) => void;
  history: (path: string) => void;
  /** A click is about to come that only selects. */
  selecting: (only: boolean) => void;
  changes: TreeActions;
}

export interface TreeRowProps {
  item: ItemInstance<TreeItem>;
  entry: TreeItem | undefined;
  sessionId: string;
  draft: Draft | null;
  active: boolean;
  cut: boolean;
  renaming: boolean;
  taken: (folder: string, name: string) => boolean;
  /** What a menu on this row is about: the selection, or the row alone. */
  chosen: (path: string) => string[];
  onDraft: (name: string | null) => void;
  onRename: (path: string, name: string | null) => void;
  actions: RowActions;
}

export function TreeRow(props: TreeRowProps) {
  const { item, entry, draft, active, cut, renaming, taken, onDraft, onRename, actions } = props;
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
    <RightClickMenu items={menuOf(props)}>
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
    </RightClickMenu>
  );
}

function menuOf({ item, sessionId, chosen, actions }: TreeRowProps): MenuItems {
  const path = item.getId();
  const isFolder = item.isFolder();
  const target = isFolder ? path : parentOf(path);
  const paths = chosen(path);
  const { changes } = actions;
  const several = paths.length > 1;
  const paste = { label: 'Paste', icon: <ClipboardPaste />, keys: '$mod+v', disabled: !changes.clipboard, onSelect: () => changes.paste(target) };
  const cutAndCopy = [
    { label: 'Cut', icon: <Scissors />, keys: '$mod+x', onSelect: () => changes.take('MOVE', paths) },
    { label: 'Copy', icon: <Copy />, keys: '$mod+c', onSelect: () => changes.take('COPY', paths) },
  ];
  const ending = [
    { label: several ? `Download ${paths.length} items` : isFolder ? 'Download as zip' : 'Download', icon: <Download />, onSelect: () => downloadAll(sessionId, paths, isFolder) },
    null,
    { label: several ? `Delete ${paths.length} items` : 'Delete', icon: <Trash2 />, keys: 'Delete', danger: true, onSelect: () => changes.remove(paths) },
  ];
  if (several) return [...cutAndCopy, { label: 'Duplicate', icon: <CopyPlus />, onSelect: () => changes.duplicate(paths) }, null, ...ending];
  return [
    ...(isFolder ? [] : [{ label: 'Open to the side', icon: <Columns2 />, onSelect: () => actions.openToSide(path) }, null]),
    { label: 'New file…', icon: <FilePlus2 />, onSelect: () => later(() => actions.create('file', target)) },
    { label: 'New folder…', icon: <FolderPlus />, onSelect: () => later(() => actions.create('folder', target)) },
    null,
    ...cutAndCopy,
    paste,
    { label: 'Duplicate', icon: <CopyPlus />, onSelect: () => changes.duplicate(paths) },
    { label: 'Rename…', icon: <Pencil />, keys: 'F2', onSelect: () => later(() => actions.rename(path)) },
    null,
    ...(isFolder ? [] : [{ label: 'History…', icon: <History />, onSelect: () => later(() => actions.history(path)) }]),
    ...ending,
  ];
}

function downloadAll(sessionId: string, paths: string[], isFolder: boolean): void {
  const [first = ''] = paths;
  if (paths.length === 1 && !isFolder) download(fileUrl(sessionId, first), baseName(first));
  else download(`/api/sessions/${sessionId}/export?${paths.map((path) => `path=${encodeURIComponent(path)}`).join('&')}`, `${baseName(paths.length === 1 ? first : parentOf(first)) || 'files'}.zip`);
}

/** After the menu has closed, or it would take the focus away from the input. */
const later = (action: () => void): void => void setTimeout(action, 50);
