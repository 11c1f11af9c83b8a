'use client';

import { useMemo, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { useClashQuestion } from '@/features/workbench/clash-dialog';
import type { Documents } from '@/features/workbench/documents';
import { droppedFiles } from '@/features/workbench/dropped-files';
import { FileTreeToolbar } from '@/features/workbench/file-tree-toolbar';
import { useTreeChange } from '@/features/workbench/mutations';
import { useTree } from '@/features/workbench/queries';
import { indexTree } from '@/features/workbench/tree-model';
import { treeMenu } from '@/features/workbench/tree-menu';
import { TreeRow } from '@/features/workbench/tree-row';
import { TreeRows } from '@/features/workbench/tree-rows';
import { UploadPanel } from '@/features/workbench/upload-panel';
import { useFileTree } from '@/features/workbench/use-file-tree';
import { useTreeActions } from '@/features/workbench/use-tree-actions';
import { useUpload } from '@/features/workbench/use-upload';
import { baseName, join, parentOf } from '@/lib/paths';

export interface FileTreeProps {
  sessionId: string;
  documents: Documents;
  active: string | null;
  onHistory: (path: string) => void;
}

/** The session's files: found, made, moved, brought in and taken away. */
export function FileTree({ sessionId, documents, active, onHistory }: FileTreeProps) {
  const query = useTree(sessionId);
  const index = useMemo(() => indexTree(query.data?.items ?? []), [query.data]);
  const change = useTreeChange(sessionId);
  const clash = useClashQuestion();
  const uploading = useUpload(sessionId, index, clash.ask);
  const changes = useTreeActions(sessionId, index, documents, clash.ask);
  const scrollTo = useRef<((position: number) => void) | null>(null);

  const drop = (data: DataTransfer, folder: string): void => void droppedFiles(data).then((dropped) => uploading.take(dropped, folder));
  const { tree, draft, setDraft, renaming, setRenaming, create, chosen, selecting } = useFileTree(
    sessionId,
    index,
    { open: (path, preview) => documents.open(path, { preview }), move: changes.move, remove: changes.remove, take: changes.take, paste: changes.paste, drop },
    (position) => scrollTo.current?.(position),
  );

  const finishDraft = (name: string | null): void => {
    if (draft && name) {
      const path = join(draft.folder, name);
      const kind = draft.kind;
      change.mutate({ kind, path }, { onSuccess: () => kind === 'file' && documents.open(path) });
    }
    setDraft(null);
    // after a success the editor has the focus; the tree must not take it back
    if (!name) tree.updateDomFocus();
  };
  const finishRename = (path: string, name: string | null): void => {
    setRenaming(null);
    const to = name && join(parentOf(path), name);
    if (to) change.mutate({ kind: 'move', from: path, to }, { onSuccess: () => documents.moved(path, to) });
    else tree.updateDomFocus();
  };

  return (
    <section aria-label="Files" data-region="files" className="flex h-full flex-col bg-s1">
      <FileTreeToolbar sessionId={sessionId} create={create} uploading={uploading} refresh={() => void query.refetch()} />
      {query.error && !query.data ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} className="grow" />
      ) : query.data && index.items.size === 0 && !draft ? (
        <div
          className="grow"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            drop(event.dataTransfer, '');
          }}
        >
          <EmptyState className="py-10" title="No files" action={<Button onClick={() => create('file', '')}>New file</Button>}>
            Or drop files and folders here.
          </EmptyState>
        </div>
      ) : (
        <TreeRows
          scrollTo={scrollTo}
          tree={tree}
          menu={(path) =>
            treeMenu(sessionId, path === null ? [] : chosen(path), path !== null && index.items.get(path)?.type === 'FOLDER', { openToSide: (each) => documents.split(each), create, rename: setRenaming, history: onHistory, changes })
          }
          render={(item) => (
            <TreeRow
              key={item.getKey()}
              item={item}
              entry={index.items.get(item.getId())}
              draft={draft}
              active={item.getId() === active}
              cut={changes.clipboard?.kind === 'MOVE' && changes.clipboard.paths.includes(item.getId())}
              renaming={renaming === item.getId()}
              taken={(folder, name) => (index.children.get(folder) ?? []).some((path) => baseName(path) === name)}
              onDraft={finishDraft}
              onRename={finishRename}
              actions={{
                open: (path) => documents.open(path),
                selecting: (only) => {
                  selecting.current = only;
                },
              }}
            />
          )}
        />
      )}
      <UploadPanel queue={uploading.queue} />
      {uploading.dialog}
      {clash.dialog}
    </section>
  );
}
