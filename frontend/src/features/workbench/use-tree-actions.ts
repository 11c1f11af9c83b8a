'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import type { AskClash, Clash } from '@/features/workbench/clash-dialog';
import type { Documents } from '@/features/workbench/documents';
import { keys } from '@/features/workbench/queries';
import { outermost, type TreeIndex } from '@/features/workbench/tree-model';
import { post } from '@/lib/api/http';
import type { BatchResult, Operation } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { baseName, isInside, join, parentOf } from '@/lib/paths';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

/** What was cut or copied in the tree, until it is put somewhere. */
export interface Clipboard {
  kind: 'MOVE' | 'COPY';
  paths: string[];
}

export interface TreeActions {
  clipboard: Clipboard | null;
  take: (kind: Clipboard['kind'], paths: string[]) => void;
  paste: (folder: string) => void;
  move: (paths: string[], folder: string) => void;
  duplicate: (paths: string[]) => void;
  remove: (paths: string[]) => void;
}

const UNDO_TIME = 12_000;
const nameOf = (paths: readonly string[]): string => (paths.length === 1 ? `“${baseName(paths[0] ?? '')}”` : plural(paths.length, 'item'));

/** Moves, copies and deletes whole selections, each as one change that can be undone. */
export function useTreeActions(sessionId: string, index: TreeIndex, documents: Documents, ask: AskClash): TreeActions {
  const client = useQueryClient();
  const [clipboard, setClipboard] = useState<Clipboard | null>(null);
  const base = `/api/sessions/${sessionId}`;

  const batch = async (operations: Operation[], failed: string, clash: Clash | 'ASK' = 'ASK'): Promise<BatchResult | null> => {
    try {
      return await post<BatchResult>(`${base}/batch`, { operations, clash });
    } catch (error) {
      const taken = hasCode(error, 'path-exists') ? ((error as ApiError).problem.extra.paths as string[] | undefined) : undefined;
      const choice = clash === 'ASK' && taken && taken.length > 0 ? await ask(taken) : null;
      if (choice) return batch(operations, failed, choice);
      if (!taken) toast.error(failed, { description: messageOf(error) });
      return null;
    } finally {
      void client.invalidateQueries({ queryKey: keys.tree(sessionId) });
    }
  };

  const undo = (call: () => Promise<unknown>) => ({
    label: 'Undo',
    onClick: () =>
      void call()
        .catch((error: unknown) => toast.error('It could not be undone', { description: messageOf(error) }))
        .finally(() => client.invalidateQueries({ queryKey: keys.tree(sessionId) })),
  });

  const move = async (chosen: string[], folder: string): Promise<void> => {
    const paths = outermost(chosen).filter((path) => parentOf(path) !== folder);
    if (paths.length === 0) return;
    if (paths.some((path) => isInside(folder, path))) {
      toast.error('It was not moved', { description: 'A folder cannot be put into itself.' });
      return;
    }
    const result = await batch(paths.map((path) => ({ kind: 'MOVE', from: path, to: join(folder, baseName(path)) })), 'Nothing was moved');
    const moved = result?.items.flatMap(({ from, path, outcome }) => (from && outcome === 'DONE' ? [{ from, to: path }] : [])) ?? [];
    if (moved.length === 0) return;
    moved.forEach(({ from, to }) => documents.moved(from, to));
    toast(`${nameOf(moved.map(({ to }) => to))} moved to ${folder === '' ? 'the top' : `“${baseName(folder)}”`}`, {
      duration: UNDO_TIME,
      action: undo(() => post(`${base}/batch`, { operations: moved.toReversed().map(({ from, to }) => ({ kind: 'MOVE', from: to, to: from })) })),
    });
  };

  const copy = async (chosen: string[], folder: string): Promise<void> => {
    const paths = outermost(chosen);
    const beside = paths.every((path) => parentOf(path) === folder);
    await batch(paths.map((path) => ({ kind: 'COPY', from: path, to: join(folder, baseName(path)) })), 'Nothing was copied', beside ? 'KEEP_BOTH' : 'ASK');
  };

  return {
    clipboard,
    take: (kind, paths) => setClipboard({ kind, paths: outermost(paths) }),
    paste: (folder) => {
      if (!clipboard) return;
      const there = clipboard.paths.filter((path) => index.items.has(path));
      if (clipboard.kind === 'COPY') void copy(there, folder);
      else {
        setClipboard(null);
        void move(there, folder);
      }
    },
    move: (paths, folder) => void move(paths, folder),
    duplicate: (paths) => void copy(paths, parentOf(paths[0] ?? '')),
    remove: (chosen) => {
      const paths = outermost(chosen);
      void batch(paths.map((path) => ({ kind: 'DELETE', path })), 'Nothing was deleted').then((result) => {
        if (!result) return;
        paths.forEach((path) => documents.deleted(path));
        const restorable = paths.filter((path) => index.items.get(path)?.persisted !== false);
        toast(`${nameOf(paths)} deleted`, {
          duration: UNDO_TIME,
          action: restorable.length > 0 ? undo(() => post(`${base}/restore`, { paths: restorable, revision: result.revision - 1 })) : undefined,
        });
      });
    },
  };
}
