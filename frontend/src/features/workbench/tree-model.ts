import type { FileChange, FilesChanged, Tree, TreeItem } from '@/lib/api/types';
import { baseName, isInside, parentOf } from '@/lib/paths';

/** The file tree as the view needs it, and how live changes alter it. Pure. */
export const ROOT = '';

export interface TreeIndex {
  items: Map<string, TreeItem>;
  children: Map<string, string[]>;
}

/** Folders first, then names as people count (file2 before file10). Folders that only exist as parents appear too. */
export function indexTree(tree: readonly TreeItem[]): TreeIndex {
  const items = new Map<string, TreeItem>();
  for (const item of tree) items.set(item.path, item);
  for (const { path } of tree) {
    for (let folder = parentOf(path); folder !== ROOT && !items.has(folder); folder = parentOf(folder)) items.set(folder, folderItem(folder));
  }
  const children = new Map<string, string[]>([[ROOT, []]]);
  for (const path of items.keys()) {
    const parent = parentOf(path);
    const siblings = children.get(parent);
    if (siblings) siblings.push(path);
    else children.set(parent, [path]);
  }
  const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;
  const rankOf = (path: string): number => (items.get(path)?.type === 'FOLDER' ? 0 : 1);
  for (const siblings of children.values()) siblings.sort((a, b) => rankOf(a) - rankOf(b) || compare(baseName(a), baseName(b)));
  return { items, children };
}

export const folderItem = (path: string): TreeItem => ({ path, type: 'FOLDER', size: 0, etag: null, binary: false, executable: false, persisted: true, modifiedAt: null });

/** The tree after a message; null when it cannot be told from the message and has to be read again. */
export function applyChanges(tree: Tree, message: Pick<FilesChanged, 'revision' | 'changes' | 'truncated'>): Tree | null {
  if (message.revision <= tree.revision) return tree;
  if (message.truncated) return null;
  const items = new Map(tree.items.map((item) => [item.path, item]));
  for (const change of message.changes) applyOne(items, change);
  return { revision: message.revision, items: [...items.values()] };
}

function applyOne(items: Map<string, TreeItem>, change: FileChange): void {
  if (change.kind === 'DELETE') {
    for (const path of [...items.keys()]) if (isInside(path, change.path)) items.delete(path);
    return;
  }
  if (change.kind === 'MOVE' && change.from) {
    for (const item of [...items.values()]) {
      if (!isInside(item.path, change.from)) continue;
      items.delete(item.path);
      const path = change.path + item.path.slice(change.from.length);
      items.set(path, { ...item, path });
    }
    return;
  }
  const before = items.get(change.path);
  items.set(change.path, {
    path: change.path,
    type: change.itemType ?? before?.type ?? 'FILE',
    size: change.size ?? before?.size ?? 0,
    etag: change.etag ?? null,
    binary: before?.binary ?? false,
    executable: before?.executable ?? false,
    // what is over a limit is listed without a version
    persisted: (change.itemType ?? before?.type) !== 'FILE' || Boolean(change.etag),
    modifiedAt: new Date().toISOString(),
  });
}

/** A name that is free in the folder, as the service names copies: `untitled.py`, `untitled (2).py`, … */
export function freeName(index: TreeIndex, folder: string, wanted: string): string {
  const taken = new Set((index.children.get(folder) ?? []).map(baseName));
  if (!taken.has(wanted)) return wanted;
  const dot = wanted.lastIndexOf('.') > 0 ? wanted.lastIndexOf('.') : wanted.length;
  for (let number = 2; ; number += 1) {
    const name = `${wanted.slice(0, dot)} (${number})${wanted.slice(dot)}`;
    if (!taken.has(name)) return name;
  }
}

/** Without what goes with a folder that is there too. */
export const outermost = (paths: readonly string[]): string[] => paths.filter((path) => !paths.some((other) => other !== path && isInside(path, other)));

/** What the sandbox has and nobody could store. */
export const lostItems = (tree: Tree | undefined): TreeItem[] => tree?.items.filter(({ type, persisted }) => type === 'FILE' && !persisted) ?? [];

/** The position behind `from` whose name starts with what was typed, going round; the same letter again goes on to the next. */
export function typeAhead(names: readonly string[], from: number, typed: string): number | null {
  const wanted = typed.toLocaleLowerCase();
  const again = [...wanted].every((letter) => letter === wanted[0]);
  const start = wanted.length === 1 || again ? from + 1 : from;
  const key = again ? wanted.slice(0, 1) : wanted;
  for (let step = 0; step < names.length; step += 1) {
    const position = (start + step + names.length) % names.length;
    if (names[position]?.toLocaleLowerCase().startsWith(key)) return position;
  }
  return null;
}
