'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { FilePlus2, FolderPlus, RefreshCw, Upload } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { IconButton } from '@/components/ui/icon-button';
import { EmptyState, ErrorState } from '@/components/ui/states';
import type { Documents } from '@/features/workbench/documents';
import { useTreeChange } from '@/features/workbench/mutations';
import { useTree } from '@/features/workbench/queries';
import { indexTree } from '@/features/workbench/tree-model';
import { TreeRow } from '@/features/workbench/tree-row';
import { useFileTree } from '@/features/workbench/use-file-tree';
import { useUpload } from '@/features/workbench/use-upload';
import { useCommands } from '@/lib/commands';
import { baseName, join, parentOf } from '@/lib/paths';

const ROW_HEIGHT = 24;

export function FileTree({ sessionId, documents, active }: { sessionId: string; documents: Documents; active: string | null }) {
  const query = useTree(sessionId);
  const index = useMemo(() => indexTree(query.data?.items ?? []), [query.data]);
  const change = useTreeChange(sessionId);
  const [doomed, setDoomed] = useState<string[]>([]);
  const scroller = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const upload = useUpload(sessionId, index);

  const move = (from: string, to: string): void => change.mutate({ kind: 'move', from, to }, { onSuccess: () => documents.moved(from, to) });
  const virtual = useRef<{ scrollToIndex: (index: number) => void } | null>(null);
  const { tree, draft, setDraft, renaming, setRenaming, create } = useFileTree(
    sessionId,
    index,
    { open: (path, preview) => documents.open(path, { preview }), move, remove: setDoomed },
    (position) => virtual.current?.scrollToIndex(position),
  );

  useCommands('tree', [
    { id: 'file.new', title: 'New file', group: 'Files', keys: '$mod+Alt+n', run: () => create('file') },
    { id: 'folder.new', title: 'New folder', group: 'Files', run: () => create('folder') },
    { id: 'file.upload', title: 'Upload files', group: 'Files', run: () => picker.current?.click() },
  ]);

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
    if (name) move(path, join(parentOf(path), name));
    else tree.updateDomFocus();
  };
  const remove = (): void => {
    doomed.forEach((path) => change.mutate({ kind: 'delete', path }));
    setDoomed([]);
  };

  return (
    <section aria-label="Files" data-region="files" className="flex h-full flex-col bg-s1">
      <div className="flex h-9 shrink-0 items-center gap-0.5 border-b border-line pr-1.5 pl-3">
        <h2 className="grow text-xs font-medium text-mut">Files</h2>
        <IconButton small label="New file" keys="$mod+Alt+n" icon={<FilePlus2 className="size-3.5" />} onClick={() => create('file')} />
        <IconButton small label="New folder" icon={<FolderPlus className="size-3.5" />} onClick={() => create('folder')} />
        <IconButton small label="Upload files" icon={<Upload className="size-3.5" />} onClick={() => picker.current?.click()} />
        <IconButton small label="Read the files again" icon={<RefreshCw className="size-3.5" />} onClick={() => void query.refetch()} />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-hidden
          tabIndex={-1}
          onChange={(event) => {
            void upload([...(event.target.files ?? [])], '');
            event.target.value = '';
          }}
        />
      </div>
      {query.error && !query.data ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : query.data && index.items.size === 0 && !draft ? (
        <EmptyState className="py-10" title="No files" action={<Button onClick={() => create('file', '')}>New file</Button>} />
      ) : (
        <Rows
          scroller={scroller}
          onVirtualizer={(virtualizer) => {
            virtual.current = virtualizer;
          }}
          tree={tree}
          render={(item) => (
            <TreeRow
              key={item.getKey()}
              item={item}
              entry={index.items.get(item.getId())}
              draft={draft}
              active={item.getId() === active}
              renaming={renaming === item.getId()}
              taken={(folder, name) => (index.children.get(folder) ?? []).some((path) => baseName(path) === name)}
              onDraft={finishDraft}
              onRename={finishRename}
              actions={{
                open: (path) => documents.open(path),
                create,
                rename: setRenaming,
                duplicate: (path, to) => change.mutate({ kind: 'copy', from: path, to }),
                remove: (path) => setDoomed([path]),
              }}
              sessionId={sessionId}
              index={index}
            />
          )}
          onDropFiles={(files) => void upload(files, '')}
        />
      )}
      <ConfirmDialog
        open={doomed.length > 0}
        onOpenChange={() => setDoomed([])}
        danger
        title={doomed.length === 1 ? `Delete “${baseName(doomed[0] ?? '')}”?` : `Delete ${doomed.length} items?`}
        action="Delete"
        onConfirm={remove}
      >
        {doomed.some((path) => index.items.get(path)?.type === 'FOLDER') ? 'A folder goes with everything in it.' : 'Earlier versions stay in the history for 30 days.'}
      </ConfirmDialog>
    </section>
  );
}

type Tree = ReturnType<typeof useFileTree>['tree'];

interface RowsProps {
  scroller: React.RefObject<HTMLDivElement | null>;
  tree: Tree;
  onVirtualizer: (virtualizer: { scrollToIndex: (index: number) => void }) => void;
  render: (item: ReturnType<Tree['getItems']>[number]) => React.ReactNode;
  onDropFiles: (files: File[]) => void;
}

/** Only the rows in sight are in the page, so thousands of files stay smooth. */
function Rows({ scroller, tree, onVirtualizer, render, onDropFiles }: RowsProps) {
  'use no memo';
  const items = tree.getItems();
  const [over, setOver] = useState(false);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer keeps its own state; this component opts out of memoisation
  const virtualizer = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12, initialRect: { width: 240, height: 600 } });
  onVirtualizer(virtualizer);
  return (
    <div
      ref={scroller}
      className={`min-h-0 grow overflow-y-auto py-1 ${over ? 'outline-2 -outline-offset-2 outline-acc' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        onDropFiles([...event.dataTransfer.files]);
      }}
    >
      <div {...tree.getContainerProps('Files')} className="relative outline-none focus-visible:outline-none" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((row) => {
          const item = items[row.index];
          return (
            item && (
              <div key={item.getKey()} role="presentation" className="absolute inset-x-0" style={{ top: row.start, height: ROW_HEIGHT }}>
                {render(item)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
