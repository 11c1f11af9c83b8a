'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { CodeEditor, type CursorPosition } from '@/features/workbench/code-editor';
import { CsvTable } from '@/features/workbench/csv-table';
import type { Documents, DocumentView, Place } from '@/features/workbench/documents';
import { FileCard } from '@/features/workbench/file-card';
import { ImageView } from '@/features/workbench/image-view';
import { NotebookView } from '@/features/workbench/notebook-view';
import { SaveBanner } from '@/features/workbench/save-banner';
import type { Pane } from '@/features/workbench/tab-state';
import { useModelText } from '@/features/workbench/use-model-text';
import { ViewSwitch } from '@/features/workbench/view-switch';
import { Markdown } from '@/components/markdown';
import { formatBytes } from '@/lib/format';
import { extensionOf } from '@/lib/paths';

export interface FileViewProps {
  documents: Documents;
  pane: Pane;
  path: string;
  view: DocumentView | undefined;
  place: Place | null;
  onCursor: ((position: CursorPosition) => void) | undefined;
}

/** One open file as its kind is looked at: text, picture, table, cells, or a card that says what it is. */
export function FileView(props: FileViewProps) {
  const { documents, path, view } = props;
  const { sessionId } = documents;
  switch (view?.kind) {
    case undefined:
    case 'loading':
      return (
        <div className="space-y-2.5 px-16 py-4" aria-busy="true" aria-label="Loading the file">
          {[40, 62, 28, 51, 35].map((width) => (
            <div key={width} className="skeleton h-3" style={{ width: `${width}%` }} />
          ))}
        </div>
      );
    case 'text':
      return <TextView {...props} view={view} />;
    case 'image':
      return <ImageView sessionId={sessionId} path={path} size={view.size} etag={view.etag} />;
    case 'binary':
      return <FileCard sessionId={sessionId} path={path} text={`Binary file, ${formatBytes(view.size)}. It cannot be edited as text.`} />;
    case 'large':
      return (
        <FileCard sessionId={sessionId} path={path} text={`Text file, ${formatBytes(view.size)}. Large files open more slowly.`}>
          <Button tone="primary" onClick={() => void documents.load(path, { anyway: true })}>
            Open anyway
          </Button>
        </FileCard>
      );
    case 'only-in-sandbox':
      return <FileCard sessionId={sessionId} path={path} download={false} text={`Only in the sandbox, not saved (${formatBytes(view.size)}). It is over a limit, so it goes when the sandbox is reset. Use a terminal to read or shrink it.`} />;
    case 'missing':
      return (
        <EmptyState className="my-auto" title="This file no longer exists" action={<Button onClick={() => documents.discard(path)}>Close the tab</Button>}>
          It was deleted or moved. Earlier versions stay in the history for 30 days.
        </EmptyState>
      );
    case 'error':
      return <ErrorState className="my-auto" error={view.error} retry={() => void documents.load(path)} />;
  }
}

const VIEWERS: Record<string, { label: string; show: (text: string, path: string) => React.ReactNode; first: boolean }> = {
  csv: { label: 'Table', first: true, show: (text) => <CsvTable text={text} /> },
  tsv: { label: 'Table', first: true, show: (text) => <CsvTable text={text} /> },
  ipynb: { label: 'Notebook', first: true, show: (text) => <NotebookView text={text} /> },
  md: { label: 'Preview', first: false, show: (text) => <div className="h-full overflow-y-auto px-8 py-5"><div className="mx-auto max-w-3xl"><Markdown text={text} /></div></div> },
};

function TextView({ documents, pane, path, view, place, onCursor }: FileViewProps & { view: Extract<DocumentView, { kind: 'text' }> }) {
  const viewer = VIEWERS[extensionOf(path)];
  const [chosen, setChosen] = useState<{ path: string; text: boolean } | null>(null);
  // a place in the text can only be shown in the text
  const asText = !viewer || place?.path === path || (chosen?.path === path ? chosen.text : !viewer.first);
  return (
    <div className="flex h-full flex-col">
      <SaveBanner documents={documents} path={path} state={view.state} />
      {viewer && <ViewSwitch label={viewer.label} text={asText} onChange={(text) => setChosen({ path, text })} />}
      <div className="min-h-0 grow">
        {asText ? (
          <CodeEditor documents={documents} pane={pane} path={path} etag={view.etag} place={place} onPlaced={() => setChosen({ path, text: true })} onCursor={onCursor} />
        ) : (
          <Rendered documents={documents} path={path} show={(text) => viewer.show(text, path)} />
        )}
      </div>
    </div>
  );
}

function Rendered({ documents, path, show }: { documents: Documents; path: string; show: (text: string) => React.ReactNode }) {
  return show(useModelText(documents.model(path)));
}
