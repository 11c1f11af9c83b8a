'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { DiffView } from '@/components/diff-view';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog, DialogFooter } from '@/components/ui/dialog';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Documents } from '@/features/workbench/documents';
import { decodeText, fileUrl } from '@/features/workbench/file-api';
import { keys, useHistory } from '@/features/workbench/queries';
import { post, send } from '@/lib/api/http';
import type { ChangeOrigin, FileVersion } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { exactTime, formatBytes } from '@/lib/format';
import { baseName } from '@/lib/paths';
import { messageOf } from '@/lib/problem';

const ORIGINS: Record<ChangeOrigin, string> = { EDITOR: 'Saved in the editor', SANDBOX: 'Written in the sandbox', IMPORT: 'Brought in', RESTORE: 'Restored' };

export interface HistoryDialogProps {
  sessionId: string;
  documents: Documents;
  path: string;
  onClose: () => void;
}

/** The versions of one file: what each changed, how it differs from now, and the way back to it. */
export function HistoryDialog({ sessionId, documents, path, onClose }: HistoryDialogProps) {
  const client = useQueryClient();
  const history = useHistory(sessionId, path);
  const versions = history.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, setChosen] = useState<number | null>(null);
  const [against, setAgainst] = useState<'now' | 'before'>('now');
  const selected = versions.find(({ revision }) => revision === chosen) ?? versions.find(({ current }) => !current) ?? versions[0];
  const before = selected && versions[versions.indexOf(selected) + 1];
  const restore = useMutation({
    mutationFn: async (version: FileVersion) => {
      // what is typed and not saved becomes a version first, so that nothing is lost by going back
      await documents.saver(path)?.save();
      return post(`/api/sessions/${sessionId}/restore`, { path, revision: version.revision });
    },
    onSuccess: () => {
      toast.success(`“${baseName(path)}” is as it was`, { description: 'The version before it stays in the history.' });
      onClose();
    },
    onError: (error) => toast.error('It was not restored', { description: messageOf(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tree(sessionId) }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} wide title={`History of ${baseName(path)}`} description="Versions are kept for 30 days, at most 50 a file." className="h-[80vh] max-w-6xl" testId="history-dialog">
      <div className="mt-4 grid min-h-0 grow grid-cols-[260px_minmax(0,1fr)] border-t border-line">
        <div className="min-h-0 overflow-y-auto border-r border-line">
          {history.isPending ? (
            <SkeletonRows rows={6} height={48} />
          ) : history.error && !history.data ? (
            <ErrorState error={history.error} retry={() => void history.refetch()} className="py-8" />
          ) : (
            <ul aria-label="Versions">
              {versions.map((version) => (
                <VersionRow key={version.revision} version={version} selected={version === selected} onSelect={() => setChosen(version.revision)} />
              ))}
            </ul>
          )}
          {history.hasNextPage && (
            <Button size="sm" tone="ghost" className="m-2" busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
              Show older
            </Button>
          )}
        </div>
        <div className="flex min-w-0 flex-col">
          {selected && (
            <>
              <div role="group" aria-label="Compare with" className="flex h-8 shrink-0 items-center gap-1 border-b border-line px-3 text-xs text-mut">
                <span className="mr-1">{against === 'now' ? 'Left: this version. Right: the file now.' : 'Left: the version before. Right: this version.'}</span>
                {(['now', 'before'] as const).map((each) => (
                  <button key={each} type="button" aria-pressed={against === each} onClick={() => setAgainst(each)} className={cn('h-5.5 rounded-sm px-2', against === each ? 'bg-s2 font-medium text-fg' : 'hover:text-fg', each === 'now' && 'ml-auto')}>
                    {each === 'now' ? 'Against now' : 'What it changed'}
                  </button>
                ))}
              </div>
              <div className="min-h-0 grow">{against === 'now' ? <Compared sessionId={sessionId} path={path} left={selected} right={versions[0]} /> : <Compared sessionId={sessionId} path={path} left={before} right={selected} />}</div>
            </>
          )}
        </div>
      </div>
      <DialogFooter hint="Going back makes a new version; nothing is thrown away.">
        <Button onClick={onClose}>Close</Button>
        <Button tone="primary" busy={restore.isPending} disabled={!selected || selected.current || selected.etag === null} onClick={() => selected && restore.mutate(selected)}>
          Restore this version
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function VersionRow({ version, selected, onSelect }: { version: FileVersion; selected: boolean; onSelect: () => void }) {
  return (
    <li>
      <button type="button" aria-pressed={selected} data-testid="version" data-revision={version.revision} title={exactTime(version.createdAt)} onClick={onSelect} className={cn('block w-full border-b border-line px-4 py-2 text-left focus-visible:-outline-offset-2', selected ? 'bg-acc-soft' : 'hover:bg-s2')}>
        <span className="flex items-center gap-2 text-sm">
          <TimeAgo at={version.createdAt} />
          {version.current && <Badge className="ml-auto">Now</Badge>}
          {version.conflict && (
            <Badge tone="warn" className="ml-auto">
              Conflict
            </Badge>
          )}
        </span>
        <span className="block truncate text-xs text-mut tabular-nums">
          {ORIGINS[version.origin]} · {formatBytes(version.size)}
        </span>
      </button>
    </li>
  );
}

function Compared({ sessionId, path, left, right }: { sessionId: string; path: string; left: FileVersion | undefined; right: FileVersion | undefined }) {
  const one = useVersionText(sessionId, left);
  const other = useVersionText(sessionId, right);
  const error = one.error ?? other.error;
  if (error) return <ErrorState error={error} className="py-10" />;
  if (one.data === undefined || other.data === undefined) return <div className="skeleton m-4 h-40" aria-busy="true" />;
  if (one.data === null || other.data === null) return <EmptyState className="py-16" title="Binary versions cannot be compared">They can be restored.</EmptyState>;
  return <DiffView path={path} original={one.data} modified={other.data} />;
}

/** The text of a version: empty for none, null when it is not text. */
function useVersionText(sessionId: string, version: FileVersion | undefined) {
  return useQuery({
    queryKey: ['version', sessionId, version?.path, version?.etag],
    queryFn: async ({ signal }) => {
      if (!version || version.etag === null || version.size === 0) return '';
      if (version.binary) return null;
      const response = await send(`${fileUrl(sessionId, version.path)}?revision=${version.revision}`, { signal });
      return decodeText(new Uint8Array(await response.arrayBuffer()));
    },
    staleTime: Infinity,
  });
}
