import { ClipboardPaste, Columns2, Copy, CopyPlus, Download, FilePlus2, FolderPlus, History, Pencil, Scissors, Trash2 } from 'lucide-react';
import type { MenuItems } from '@/components/ui/menu';
import { fileUrl } from '@/features/workbench/file-api';
import type { Draft } from '@/features/workbench/use-file-tree';
import type { TreeActions } from '@/features/workbench/use-tree-actions';
import { download } from '@/lib/download';
import { baseName, parentOf } from '@/lib/paths';

export interface TreeMenuActions {
  openToSide: (path: string) => void;
  create: (kind: Draft['kind'], folder: string) => void;
  rename: (path: string) => void;
  history: (path: string) => void;
  changes: TreeActions;
}

/** What can be done with a selection of the tree, a single item of it, or, with no path at all, the place under the last row. */
export function treeMenu(sessionId: string, paths: readonly string[], isFolder: boolean, { openToSide, create, rename, history, changes }: TreeMenuActions): MenuItems {
  const [path = ''] = paths;
  const folder = isFolder ? path : parentOf(path);
  const creating = [
    { label: 'New file…', icon: <FilePlus2 />, onSelect: () => later(() => create('file', folder)) },
    { label: 'New folder…', icon: <FolderPlus />, onSelect: () => later(() => create('folder', folder)) },
  ];
  const paste = { label: 'Paste', icon: <ClipboardPaste />, keys: '$mod+v', disabled: !changes.clipboard, onSelect: () => changes.paste(folder) };
  if (paths.length === 0) return [...creating, paste];
  const several = paths.length > 1;
  const cutAndCopy = [
    { label: 'Cut', icon: <Scissors />, keys: '$mod+x', onSelect: () => changes.take('MOVE', [...paths]) },
    { label: 'Copy', icon: <Copy />, keys: '$mod+c', onSelect: () => changes.take('COPY', [...paths]) },
  ];
  const duplicate = { label: 'Duplicate', icon: <CopyPlus />, onSelect: () => changes.duplicate([...paths]) };
  const ending = [
    { label: several ? `Download ${paths.length} items` : isFolder ? 'Download as zip' : 'Download', icon: <Download />, onSelect: () => downloadAll(sessionId, paths, isFolder) },
    null,
    { label: several ? `Delete ${paths.length} items` : 'Delete', icon: <Trash2 />, keys: 'Delete', danger: true, onSelect: () => changes.remove([...paths]) },
  ];
  if (several) return [...cutAndCopy, duplicate, null, ...ending];
  return [
    ...(isFolder ? [] : [{ label: 'Open to the side', icon: <Columns2 />, onSelect: () => openToSide(path) }, null]),
    ...creating,
    null,
    ...cutAndCopy,
    paste,
    duplicate,
    { label: 'Rename…', icon: <Pencil />, keys: 'F2', onSelect: () => later(() => rename(path)) },
    null,
    ...(isFolder ? [] : [{ label: 'History…', icon: <History />, onSelect: () => later(() => history(path)) }]),
    ...ending,
  ];
}

function downloadAll(sessionId: string, paths: readonly string[], isFolder: boolean): void {
  const [first = ''] = paths;
  if (paths.length === 1 && !isFolder) download(fileUrl(sessionId, first), baseName(first));
  else download(`/api/sessions/${sessionId}/export?${paths.map((path) => `path=${encodeURIComponent(path)}`).join('&')}`, `${baseName(paths.length === 1 ? first : parentOf(first)) || 'files'}.zip`);
}

/** After the menu has closed, or it would take the focus away from the input. */
const later = (action: () => void): void => void setTimeout(action, 50);
