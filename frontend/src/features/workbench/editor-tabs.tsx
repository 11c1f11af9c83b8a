'use client';

import { Columns2, History, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { RightClickMenu, type MenuItems } from '@/components/ui/menu';
import { CloseUnsavedDialog } from '@/features/workbench/close-unsaved-dialog';
import type { Documents, DocumentsState, DocumentView } from '@/features/workbench/documents';
import { FileIcon } from '@/features/workbench/file-icon';
import { shownPath } from '@/features/workbench/tab-state';
import { cn } from '@/lib/class-names';
import { baseName, parentOf } from '@/lib/paths';

const isUnsaved = (view: DocumentView | undefined): boolean => view?.kind === 'text' && view.state.kind !== 'saved';
const isGone = (view: DocumentView | undefined): boolean => view?.kind === 'missing' || (view?.kind === 'text' && view.state.kind === 'conflict' && view.state.theirs === null);

export interface EditorTabsProps {
  documents: Documents;
  state: DocumentsState;
  onHistory: (path: string) => void;
}

export function EditorTabs({ documents, state, onHistory }: EditorTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [stuck, setStuck] = useState<string | null>(null);
  const shown = shownPath(state);
  const close = async (...paths: string[]): Promise<void> => {
    for (const path of paths) if (!(await documents.close(path))) return setStuck(path);
  };
  const menu = (path: string): MenuItems => [
    { label: 'Close', keys: 'Alt+w', icon: <X />, onSelect: () => void close(path) },
    { label: 'Close the others', onSelect: () => void close(...state.tabs.filter((tab) => tab !== path)) },
    { label: 'Close all', onSelect: () => void close(...state.tabs) },
    null,
    { label: 'Open to the side', icon: <Columns2 />, onSelect: () => documents.split(path) },
    { label: 'History…', icon: <History />, onSelect: () => setTimeout(() => onHistory(path), 50) },
  ];
  const names = state.tabs.map(baseName);
  const focusTab = (path: string): void => {
    documents.activate(path);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent, path: string): void => {
    const position = state.tabs.indexOf(path);
    const to = { ArrowRight: position + 1, ArrowLeft: position - 1, Home: 0, End: state.tabs.length - 1 }[event.key];
    const target = to === undefined ? undefined : state.tabs[to];
    if (target) {
      event.preventDefault();
      focusTab(target);
    } else if (event.key === 'Delete') {
      void close(path);
    }
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label="Open files" className="flex h-9 shrink-0 overflow-x-auto border-b border-line bg-bg [scrollbar-width:none]">
        {state.tabs.map((path, index) => {
          const active = path === shown;
          const view = state.views[path];
          const twin = names.indexOf(names[index] ?? '') !== names.lastIndexOf(names[index] ?? '');
          return (
            <RightClickMenu key={path} items={menu(path)}>
              <div
                role="tab"
                aria-selected={active}
                aria-controls="editor-panel"
                tabIndex={active ? 0 : -1}
                data-testid="editor-tab"
                data-path={path}
                title={path}
                onClick={() => documents.activate(path)}
                onDoubleClick={() => documents.open(path)}
                onAuxClick={(event) => event.button === 1 && void close(path)}
                onKeyDown={(event) => onKeyDown(event, path)}
                className={cn(
                  'group relative flex shrink-0 cursor-default items-center gap-2 border-r border-line pr-1.5 pl-3 text-sm select-none focus-visible:-outline-offset-2',
                  active ? 'bg-editor text-fg after:absolute after:inset-x-0 after:top-0 after:h-0.5 after:bg-acc' : path === state.active || path === state.side ? 'bg-editor text-fg' : 'text-mut hover:text-fg',
                )}
              >
                <FileIcon path={path} />
                <span className={cn(state.preview === path && 'italic', isGone(view) && 'line-through')}>{baseName(path)}</span>
                {twin && <span className="text-xs text-sub">{parentOf(path) || '/'}</span>}
                {isUnsaved(view) && <span className="sr-only">, unsaved</span>}
                {/* for the mouse alone: a tab may hold nothing that takes the focus, and Delete closes it */}
                <span
                  aria-hidden
                  onClick={(event) => {
                    event.stopPropagation();
                    void close(path);
                  }}
                  className="inline-flex size-5 items-center justify-center rounded-sm text-sub hover:bg-s2 hover:text-fg"
                >
                  {isUnsaved(view) ? (
                    <>
                      <span className="size-2 rounded-full bg-acc group-hover:hidden" />
                      <X className="hidden size-3.5 group-hover:block" />
                    </>
                  ) : (
                    <X className={cn('size-3.5', !active && 'opacity-0 group-hover:opacity-100')} />
                  )}
                </span>
              </div>
            </RightClickMenu>
          );
        })}
      </div>
      {stuck && <CloseUnsavedDialog documents={documents} path={stuck} onClose={() => setStuck(null)} />}
    </>
  );
}
