'use client';

import { FileCode2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { CodeEditor, type CursorPosition } from '@/features/workbench/code-editor';
import type { Documents, DocumentsState } from '@/features/workbench/documents';
import { EditorTabs } from '@/features/workbench/editor-tabs';
import { FileCard } from '@/features/workbench/file-card';
import { SaveBanner } from '@/features/workbench/save-banner';
import { keyLabel, openPalette } from '@/lib/commands';

export function EditorPane({ documents, state, onCursor }: { documents: Documents; state: DocumentsState; onCursor: (position: CursorPosition) => void }) {
  const { active } = state;
  return (
    <section aria-label="Editor" data-region="editor" className="flex h-full min-w-0 flex-col bg-editor">
      {state.tabs.length > 0 && <EditorTabs documents={documents} state={state} />}
      <div id="editor-panel" role={active ? 'tabpanel' : undefined} aria-label={active ?? undefined} className="flex min-h-0 grow flex-col">
        {active ? (
          <Active documents={documents} path={active} state={state} onCursor={onCursor} />
        ) : (
          <EmptyState
            className="my-auto"
            title="No file is open"
            action={
              <Button icon={<FileCode2 className="size-4" />} onClick={() => openPalette()}>
                Open a file
              </Button>
            }
          >
            Pick one in the tree, or press {keyLabel('$mod+p')}.
          </EmptyState>
        )}
      </div>
    </section>
  );
}

function Active({ documents, path, state, onCursor }: { documents: Documents; path: string; state: DocumentsState; onCursor: (position: CursorPosition) => void }) {
  const view = state.views[path];
  switch (view?.kind) {
    case undefined:
    case 'loading':
      return <div className="space-y-2.5 px-16 py-4" aria-busy="true" aria-label="Loading the file">{[40, 62, 28, 51, 35].map((width) => <div key={width} className="skeleton h-3" style={{ width: `${width}%` }} />)}</div>;
    case 'text':
      return (
        <>
          <SaveBanner documents={documents} path={path} state={view.state} />
          <div className="min-h-0 grow">
            <CodeEditor documents={documents} path={path} etag={view.etag} onCursor={onCursor} />
          </div>
        </>
      );
    case 'image':
    case 'binary':
      return <FileCard sessionId={documents.sessionId} path={path} size={view.size} etag={view.etag} image={view.kind === 'image'} />;
    case 'missing':
      return (
        <EmptyState className="my-auto" title="This file no longer exists" action={<Button onClick={() => void documents.discard(path)}>Close the tab</Button>}>
          It was deleted or moved. Earlier versions stay in the history for 30 days.
        </EmptyState>
      );
    case 'error':
      return <ErrorState className="my-auto" error={view.error} retry={() => void documents.load(path)} />;
  }
}
