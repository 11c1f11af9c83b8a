'use client';

import { dragAndDropFeature, hotkeysCoreFeature, selectionFeature, syncDataLoaderFeature, type ItemInstance } from '@headless-tree/core';
import { useTree } from '@headless-tree/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { folderItem, ROOT, type TreeIndex } from '@/features/workbench/tree-model';
import type { TreeItem } from '@/lib/api/types';
import { baseName, isInside, join, parentOf } from '@/lib/paths';

/** The tree library wants a name for the root; a path is never "/". */
export const ROOT_ID = '/';
const DRAFT_NAME = '\u0000new';

export interface Draft {
  folder: string;
  kind: 'file' | 'folder';
}

export interface FileTreeHooks {
  open: (path: string, preview: boolean) => void;
  move: (paths: string[], folder: string) => void;
  remove: (paths: string[]) => void;
  take: (kind: 'MOVE' | 'COPY', paths: string[]) => void;
  paste: (folder: string) => void;
  drop: (data: DataTransfer, folder: string) => void;
}

export const isDraft = (id: string): boolean => baseName(id) === DRAFT_NAME;
const pathOf = (id: string): string => (id === ROOT_ID ? ROOT : id);

export function useFileTree(sessionId: string, index: TreeIndex, hooks: FileTreeHooks, scrollTo: (position: number) => void) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [expanded, setExpanded] = useState<string[]>(() => readLayout(sessionId).expanded);
  const latest = useRef({ index, hooks });
  useEffect(() => {
    latest.current = { index, hooks };
  });
  /** A click that only selects opens nothing. */
  const selecting = useRef(false);
  useEffect(() => writeLayout(sessionId, { expanded }), [sessionId, expanded]);

  const loader = useMemo(
    () => ({
      getItem: (id: string): TreeItem => index.items.get(id) ?? folderItem(pathOf(id)),
      getChildren: (id: string): string[] => {
        const children = index.children.get(pathOf(id)) ?? [];
        return draft && draft.folder === pathOf(id) ? [join(pathOf(id), DRAFT_NAME), ...children] : children;
      },
    }),
    [index, draft],
  );

  const tree = useTree<TreeItem>({
    rootItemId: ROOT_ID,
    dataLoader: loader,
    getItemName: (item) => baseName(item.getId()),
    isItemFolder: (item) => item.getId() === ROOT_ID || (!isDraft(item.getId()) && index.items.get(item.getId())?.type === 'FOLDER'),
    state: { expandedItems: expanded },
    setExpandedItems: setExpanded,
    onPrimaryAction: (item: ItemInstance<TreeItem>) => {
      if (!selecting.current && !item.isFolder() && !isDraft(item.getId())) hooks.open(item.getId(), true);
    },
    scrollToItem: (item) => scrollTo(item.getItemMeta().index),
    canReorder: false,
    indent: 12,
    openOnDropDelay: 600,
    canDrag: (items) => items.every((item) => !isDraft(item.getId())),
    canDrop: (items, target) => items.every((item) => !isInside(target.item.getId(), item.getId()) && parentOf(item.getId()) !== pathOf(target.item.getId())),
    onDrop: (items, target) => hooks.move(items.map((item) => item.getId()), pathOf(target.item.getId())),
    canDropForeignDragObject: (data, target) => data.types.includes('Files') && target.item.isFolder(),
    canDragForeignDragObjectOver: (data) => data.types.includes('Files'),
    onDropForeignDragObject: (data, target) => hooks.drop(data, pathOf(target.item.getId())),
    ignoreHotkeysOnInputs: true,
    hotkeys: {
      customRename: { hotkey: 'F2', handler: (_event, own) => setRenaming(own.getFocusedItem().getId()) },
      customDelete: { hotkey: 'Delete', handler: (_event, own) => latest.current.hooks.remove(chosen(own.getFocusedItem().getId())) },
      customCut: { hotkey: 'Control+KeyX', handler: (_event, own) => latest.current.hooks.take('MOVE', chosen(own.getFocusedItem().getId())) },
      customCopy: { hotkey: 'Control+KeyC', handler: (_event, own) => latest.current.hooks.take('COPY', chosen(own.getFocusedItem().getId())) },
      customPaste: { hotkey: 'Control+KeyV', handler: (_event, own) => latest.current.hooks.paste(folderOf(own.getFocusedItem().getId())) },
      customOpen: { hotkey: 'Enter', handler: (_event, own) => !own.getFocusedItem().isFolder() && latest.current.hooks.open(own.getFocusedItem().getId(), false) },
    },
    features: [syncDataLoaderFeature, selectionFeature, hotkeysCoreFeature, dragAndDropFeature],
  });

  useEffect(() => {
    tree.rebuildTree();
  }, [tree, loader]);

  /** The selection when the item is part of it, else the item alone. */
  function chosen(id: string): string[] {
    const selected = tree.getState().selectedItems.filter((each) => latest.current.index.items.has(each));
    return selected.includes(id) ? selected : [id];
  }
  const folderOf = (id: string): string => (id === ROOT_ID ? ROOT : latest.current.index.items.get(id)?.type === 'FOLDER' ? id : parentOf(id));

  /** Starts an inline row in the folder that is in focus. */
  const create = (kind: Draft['kind'], folder?: string): void => {
    const focused = tree.getState().focusedItem;
    const target = folder ?? (focused ? folderOf(focused) : ROOT);
    if (target !== ROOT && !expanded.includes(target)) setExpanded([...expanded, target]);
    setDraft({ folder: target, kind });
  };

  return { tree, draft, setDraft, renaming, setRenaming, create, chosen, selecting };
}
