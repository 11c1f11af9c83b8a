'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { TimeAgo } from '@/components/ui/time-ago';
import { FileIcon } from '@/features/workbench/file-icon';
import { keys, useDeleted } from '@/features/workbench/queries';
import { post } from '@/lib/api/http';
import type { DeletedItem } from '@/lib/api/types';
import { formatBytes, plural } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';
import { messageOf } from '@/lib/problem';

/** What was deleted in the last thirty days, to bring it back. */
export function DeletedDialog({ sessionId, onClose }: { sessionId: string; onClose: () => void }) {
  const client = useQueryClient();
  const deleted = useDeleted(sessionId, true);
  const items = deleted.data?.pages.flatMap((page) => page.items) ?? [];
  const restore = useMutation({
    mutationFn: ({ path, revision }: DeletedItem) => post(`/api/sessions/${sessionId}/restore`, { path, revision }),
    onSuccess: (_, { path }) => toast.success(`“${baseName(path)}” is back`),
    onError: (error) => toast.error('It was not brought back', { description: messageOf(error) }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: keys.deleted(sessionId) }), client.invalidateQueries({ queryKey: keys.tree(sessionId) })]),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Deleted files" description="Kept for 30 days. A folder comes back with everything that was in it." className="max-w-xl" testId="deleted-dialog">
      <div className="mt-3 min-h-40 overflow-y-auto border-t border-line">
        {deleted.isPending ? (
          <SkeletonRows rows={3} height={44} />
        ) : deleted.error && !deleted.data ? (
          <ErrorState error={deleted.error} retry={() => void deleted.refetch()} className="py-8" />
        ) : items.length === 0 ? (
          <EmptyState className="py-10" title="Nothing was deleted" />
        ) : (
          <ul>
            {items.map((item) => (
              <li key={`${item.path}@${item.revision}`} data-testid="deleted-item" data-path={item.path} className="flex min-h-11 items-center gap-2.5 border-b border-line px-5 py-1.5 last:border-0">
                <FileIcon path={item.path} type={item.type} />
                <span className="min-w-0 grow">
                  <span className="block truncate text-sm" title={item.path}>
                    {baseName(item.path)} <span className="text-xs text-sub">{parentOf(item.path)}</span>
                  </span>
                  <span className="block text-xs text-sub tabular-nums">
                    {item.type === 'FOLDER' ? plural(item.fileCount, 'file') : formatBytes(item.size)} · deleted <TimeAgo at={item.deletedAt} />
                  </span>
                </span>
                <Button size="sm" busy={restore.isPending && restore.variables === item} onClick={() => restore.mutate(item)}>
                  Restore
                </Button>
              </li>
            ))}
          </ul>
        )}
        {deleted.hasNextPage && (
          <div className="flex justify-center py-2">
            <Button size="sm" tone="ghost" busy={deleted.isFetchingNextPage} onClick={() => void deleted.fetchNextPage()}>
              Show older
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
