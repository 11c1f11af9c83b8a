'use client';

import { FileCode2, X } from 'lucide-react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { EmptyState } from '@/components/ui/states';
import type { CursorPosition } from '@/features/workbench/code-editor';
import type { Documents, DocumentsState } from '@/features/workbench/documents';
import { EditorTabs } from '@/features/workbench/editor-tabs';
import { FileView } from '@/features/workbench/file-view';
import { FileIcon } from '@/features/workbench/file-icon';
import { keyLabel } from '@/lib/commands';
import { baseName } from '@/lib/paths';

export interface EditorPaneProps {
  documents: Documents;
  state: DocumentsState;
  onCursor: (position: CursorPosition) => void;
  onQuickOpen: () => void;
  onHistory: (path: string) => void;
}

/** One row of tabs over the file, or over two of them side by side. */
export function EditorPane({ documents, state, onCursor, onQuickOpen, onHistory }: EditorPaneProps) {
  const { active, side, focus } = state;
  return (
    <section aria-label="Editor" data-region="editor" className="flex h-full min-w-0 flex-col bg-editor">
      {state.tabs.length > 0 && <EditorTabs documents={documents} state={state} onHistory={onHistory} />}
      <div id="editor-panel" role={active ? 'tabpanel' : undefined} aria-label={active ?? undefined} className="flex min-h-0 grow flex-col">
        {active ? (
          <Group orientation="horizontal">
            <Panel id="main" minSize="20%" onFocus={() => documents.focus('main')} onMouseDown={() => documents.focus('main')}>
              <FileView key="main" documents={documents} pane="main" path={active} view={state.views[active]} place={focus === 'main' ? state.place : null} onCursor={focus === 'main' ? onCursor : undefined} />
            </Panel>
            {side && (
              <>
                <Separator className="w-px bg-line2 transition-colors duration-100 hover:bg-acc data-[separator=active]:bg-acc" />
                <Panel id="side" defaultSize="50%" minSize="20%" onFocus={() => documents.focus('side')} onMouseDown={() => documents.focus('side')} data-testid="side-pane">
                  <div className="flex h-full flex-col">
                    <div className="flex h-7 shrink-0 items-center gap-2 border-b border-line pr-1 pl-3 text-xs text-mut">
                      <FileIcon path={side} />
                      <span className="grow truncate" title={side}>
                        {baseName(side)}
                      </span>
                      <IconButton small label="Close the right half" icon={<X className="size-3.5" />} onClick={() => documents.unsplit()} />
                    </div>
                    <div className="min-h-0 grow">
                      <FileView key="side" documents={documents} pane="side" path={side} view={state.views[side]} place={focus === 'side' ? state.place : null} onCursor={focus === 'side' ? onCursor : undefined} />
                    </div>
                  </div>
                </Panel>
              </>
            )}
          </Group>
        ) : (
          <EmptyState
            className="my-auto"
            title="No file is open"
            action={
              <Button icon={<FileCode2 className="size-4" />} onClick={onQuickOpen}>
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
