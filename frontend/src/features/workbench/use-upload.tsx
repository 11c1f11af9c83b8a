'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { toast } from 'sonner';
import { ArchiveDialog } from '@/features/workbench/archive-dialog';
import type { AskClash, Clash } from '@/features/workbench/clash-dialog';
import type { Dropped } from '@/features/workbench/dropped-files';
import { fileUrl } from '@/features/workbench/file-api';
import { keys, useUsage } from '@/features/workbench/queries';
import { freeName, type TreeIndex } from '@/features/workbench/tree-model';
import { refusalOf, refusalOfAll, type UploadLimits } from '@/features/workbench/upload-limits';
import { UploadQueue, type Wanted } from '@/features/workbench/upload-queue';
import { clientId, post, query } from '@/lib/api/http';
import { sendWithProgress } from '@/lib/api/send-with-progress';
import { join, parentOf, baseName, pathError } from '@/lib/paths';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

export interface Uploading {
  queue: UploadQueue;
  /** Files and folders, into a folder. */
  upload: (dropped: Dropped, folder: string) => Promise<void>;
  /** Unpacks an archive into a folder. */
  unpack: (archive: File, folder: string) => void;
  /** What was dropped: a single archive is asked about. */
  take: (dropped: Dropped, folder: string) => void;
  dialog: ReactNode;
}

export function useUpload(sessionId: string, index: TreeIndex, ask: AskClash): Uploading {
  const client = useQueryClient();
  const limits = useUsage(sessionId).data;
  const queue = useMemo(() => new UploadQueue(() => void client.invalidateQueries({ queryKey: keys.tree(sessionId) })), [client, sessionId]);
  const latest = useRef({ index, limits });
  useEffect(() => {
    latest.current = { index, limits };
  });
  useEffect(() => () => queue.cancelAll(), [queue]);

  const [dropped, setDropped] = useState<{ dropped: Dropped; archive: File; folder: string } | null>(null);

  const send = useMemo(() => {
    const upload = async (dropped: Dropped, folder: string): Promise<void> => {
      const known = latest.current.index;
      const targets = dropped.files.map(({ path, file }) => ({ path: join(folder, path), file }));
      const full = refusalOfAll(latest.current.limits, targets.map(({ file }) => file.size));
      if (full) {
        toast.error('Nothing was uploaded', { description: full });
        return;
      }
      const taken = targets.filter(({ path }) => known.items.has(path));
      const choice = taken.length === 0 ? null : await ask(taken.map(({ path }) => path));
      if (taken.length > 0 && choice === null) return;
      const wanted = targets.flatMap(({ path, file }) => fileFor(sessionId, known, latest.current.limits, path, file, choice));
      queue.add(wanted);
      for (const path of dropped.emptyFolders) {
        await post(`/api/sessions/${sessionId}/folders`, { path: join(folder, path) }).catch((error: unknown) => toast.error(`The folder “${path}” was not made`, { description: messageOf(error) }));
      }
      if (dropped.emptyFolders.length > 0) await client.invalidateQueries({ queryKey: keys.tree(sessionId) });
    };
    const unpack = (archive: File, folder: string): void => queue.add([archiveFor(sessionId, archive, folder, ask)]);
    return { queue, upload, unpack };
  }, [sessionId, queue, ask, client]);

  return {
    ...send,
    take: (what, folder) => {
      const archive = what.files.length === 1 && /\.zip$/i.test(what.files[0]?.path ?? '') ? what.files[0]?.file : undefined;
      if (archive) setDropped({ dropped: what, archive, folder });
      else void send.upload(what, folder);
    },
    dialog: dropped && (
      <ArchiveDialog
        name={dropped.archive.name}
        folder={dropped.folder}
        onUnpack={() => send.unpack(dropped.archive, dropped.folder)}
        onUpload={() => void send.upload(dropped.dropped, dropped.folder)}
        onClose={() => setDropped(null)}
      />
    ),
  };
}

function fileFor(sessionId: string, index: TreeIndex, limits: UploadLimits | undefined, path: string, file: File, choice: Clash | null): Wanted[] {
  const there = index.items.get(path);
  if (there && choice === 'SKIP') return [];
  const target = there && choice === 'KEEP_BOTH' ? join(parentOf(path), freeName(index, parentOf(path), baseName(path))) : path;
  const replaces = there && choice === 'REPLACE' ? there.etag : null;
  return [
    {
      path: target,
      size: file.size,
      refusal: pathError(target) ?? (there?.type === 'FOLDER' && choice === 'REPLACE' ? 'There is a folder of this name; a file cannot replace it.' : refusalOf(limits, file.size)),
      send: async (onSent, signal) => {
        await sendWithProgress({
          method: 'PUT',
          url: fileUrl(sessionId, target),
          body: file,
          // no client id: an open tab of this file has to hear of it
          headers: { 'Content-Type': 'application/octet-stream', ...(replaces ? { 'If-Match': `"${replaces}"` } : { 'If-None-Match': '*' }) },
          onSent,
          signal,
        });
      },
    },
  ];
}

function archiveFor(sessionId: string, archive: File, folder: string, ask: AskClash): Wanted {
  return {
    path: join(folder, archive.name),
    size: archive.size,
    send: async (onSent, signal) => {
      const body = new FormData();
      body.append('files', archive, archive.name);
      const send = (clash: Clash | 'ASK'): Promise<unknown> =>
        sendWithProgress({ method: 'POST', url: `/api/sessions/${sessionId}/import${query({ path: folder, clash })}`, body, headers: { 'X-Client-Id': `${clientId}-import` }, onSent, signal });
      try {
        await send('ASK');
      } catch (error) {
        if (!hasCode(error, 'import-clash')) throw error;
        const { paths, count } = (error as ApiError).problem.extra as { paths?: string[]; count?: number };
        const choice = await ask(paths ?? [], count ?? paths?.length);
        if (choice === null) throw new Error('Nothing was unpacked.');
        await send(choice);
      }
    },
  };
}
