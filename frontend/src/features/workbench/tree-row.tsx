'use client';

import type { ItemInstance } from '@headless-tree/core';
import { ChevronRight, Copy, Download, FilePlus2, FolderPlus, Pencil, Trash2 } from 'lucide-react';
import { RightClickMenu, type MenuItems } from '@/components/ui/menu';
import { FileIcon } from '@/features/workbench/file-icon';
import { fileUrl } from '@/features/workbench/file-api';
import { NameInput } from '@/features/workbench/name-input';
import { freeName, type TreeIndex } from '@/features/workbench/tree-model';
import { isDraft, type Draft } from '@/features/workbench/use-file-tree';
import type { TreeItem } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { download } from '@/lib/download';
import { formatBytes } from '@/lib/format';
import { baseName, join, parentOf } from '@/lib/paths';

export interface RowActions {
  open: (path: string) => void;
  create: (kind: Draft['kind'], folder?: string) => void;
  rename: (path: string) => void;
  duplicate: (path: string, to: string) => void;
  remove: (path: string) => void;
}

export interface TreeRowProps {
  item: ItemInstance<TreeItem>;
  entry: TreeItem | undefined;
  index: TreeIndex;
  sessionId: string;
  draft: Draft | null;
  active: boolean;
  renaming: boolean;
  taken: (folder: string, name: string) => boolean;
  onDraft: (name: string | null) => void;
  onRename: (path: string, name: string | null) => void;
  actions: RowActions;
}

export function TreeRow(props: TreeRowProps) {
  const { item, entry, draft, active, renaming, taken, onDraft, onRename } = props;
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
        onDoubleClick={() => !item.isFolder() && props.actions.open(path)}
        style={indent}
        className={cn(
          'flex h-6 cursor-default items-center gap-1.5 pr-2 text-sm select-none focus-visible:-outline-offset-2',
          active ? 'bg-acc-soft' : item.isSelected() ? 'bg-s2' : 'hover:bg-s2',
          item.isDragTarget() && 'bg-acc-soft outline-1 -outline-offset-1 outline-acc',
        )}
      >
        {item.isFolder() ? <ChevronRight aria-hidden className={cn('size-3.5 shrink-0 text-sub transition-transform duration-100', expanded && 'rotate-90')} /> : <span className="w-3.5 shrink-0" />}
        <FileIcon path={path} type={entry?.type} open={expanded} />
        {renaming ? (
          <NameInput folder={folder} initial={baseName(path)} taken={(name) => taken(folder, name)} label={`New name of ${baseName(path)}`} onDone={(name) => onRename(path, name)} />
        ) : (
          <span className={cn('truncate', lost && 'text-mut italic')}>{baseName(path)}</span>
        )}
        {lost && <span className="ml-auto shrink-0 text-xxs text-warn">not saved</span>}
      </div>
    </RightClickMenu>
  );
}

function menuOf({ item, index, sessionId, actions }: TreeRowProps): MenuItems {
  const path = item.getId();
  const folder = parentOf(path);
  const isFolder = item.isFolder();
  const target = isFolder ? path : folder;
  return [
    { label: 'New file…', icon: <FilePlus2 />, onSelect: () => later(() => actions.create('file', target)) },
    { label: 'New folder…', icon: <FolderPlus />, onSelect: () => later(() => actions.create('folder', target)) },
    null,
    { label: 'Rename…', icon: <Pencil />, keys: 'F2', onSelect: () => later(() => actions.rename(path)) },
    { label: 'Duplicate', icon: <Copy />, onSelect: () => actions.duplicate(path, join(folder, freeName(index, folder, baseName(path)))) },
    {
      label: isFolder ? 'Download as zip' : 'Download',
      icon: <Download />,
      onSelect: () => download(isFolder ? `/api/sessions/${sessionId}/export?path=${encodeURIComponent(path)}` : fileUrl(sessionId, path), isFolder ? `${baseName(path)}.zip` : baseName(path)),
    },
    null,
    { label: 'Delete…', icon: <Trash2 />, keys: 'Delete', danger: true, onSelect: () => actions.remove(path) },
  ];
}

/** After the menu has closed, or it would take the focus away from the input. */
const later = (action: () => void): void => void setTimeout(action, 50);
