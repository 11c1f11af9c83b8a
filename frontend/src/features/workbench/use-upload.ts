'use client';

import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { saveFile } from '@/features/workbench/file-api';
import { keys } from '@/features/workbench/queries';
import { freeName, type TreeIndex } from '@/features/workbench/tree-model';
import { plural } from '@/lib/format';
import { join } from '@/lib/paths';
import { messageOf } from '@/lib/problem';

/** Sends files into a folder, one after the other; a name that exists gets a number, so nothing is replaced. */
export function useUpload(sessionId: string, index: TreeIndex) {
  const client = useQueryClient();
  return async (files: File[], folder: string): Promise<void> => {
    if (files.length === 0) return;
    const note = toast.loading(`Uploading ${plural(files.length, 'file')}…`);
    const failed: string[] = [];
    for (const [position, file] of files.entries()) {
      toast.loading(`Uploading ${file.name} (${position + 1} of ${files.length})`, { id: note });
      try {
        await saveFile(sessionId, join(folder, freeName(index, folder, file.name)), new Uint8Array(await file.arrayBuffer()), null);
      } catch (error) {
        failed.push(`${file.name}: ${messageOf(error)}`);
      }
    }
    await client.invalidateQueries({ queryKey: keys.tree(sessionId) });
    const done = files.length - failed.length;
    if (failed.length > 0) toast.error(`${plural(failed.length, 'file was', 'files were')} not uploaded`, { id: note, description: failed.join('\n'), duration: 10_000 });
    else toast.success(`${plural(done, 'file')} uploaded`, { id: note });
  };
}
