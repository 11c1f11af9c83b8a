'use client';

import { Command as Cmdk } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import type { Documents } from '@/features/workbench/documents';
import { FileIcon } from '@/features/workbench/file-icon';
import { readLayout } from '@/features/workbench/layout-store';
import { useTree } from '@/features/workbench/queries';
import { parseQuickOpen, rankFiles } from '@/features/workbench/quick-open-query';
import { shownPath } from '@/features/workbench/tab-state';
import { baseName, parentOf } from '@/lib/paths';

/** Opens a file by some letters of its name; `:42` goes to a line. */
export function QuickOpen({ sessionId, documents, onClose }: { sessionId: string; documents: Documents; onClose: () => void }) {
  const [text, setText] = useState('');
  const [recent] = useState(() => readLayout(sessionId).recent);
  const tree = useTree(sessionId).data;
  const files = useMemo(() => tree?.items.filter(({ type }) => type !== 'FOLDER').map(({ path }) => path) ?? [], [tree]);
  const { name, line, column } = parseQuickOpen(text);
  const here = shownPath(documents.store.getState());
  const onlyLine = name === '' && line !== null;
  const ranked = rankFiles(files, recent, name);
  // the file in front is the one nobody looks for
  const found = name === '' && here && ranked[0] === here ? [...ranked.slice(1), here] : ranked;
  const go = (path: string): void => {
    onClose();
    // after the dialog has given the focus back
    setTimeout(() => documents.open(path, line === null ? {} : { line, column }), 0);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="animate-fade fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content aria-describedby={undefined} data-testid="quick-open" className="animate-rise fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line2 bg-s1 shadow-float">
          <Dialog.Title className="sr-only">Open a file</Dialog.Title>
          <Cmdk shouldFilter={false} loop label="Files">
            <Cmdk.Input value={text} onValueChange={setText} placeholder="Name of a file, or :42 for a line" className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none focus-visible:outline-none" />
            <Cmdk.List className="max-h-[46vh] overflow-y-auto p-1.5">
              {onlyLine && here ? (
                <Entry path={here} onSelect={() => go(here)}>
                  Go to line {line} of {baseName(here)}
                </Entry>
              ) : (
                found.map((path) => (
                  <Entry key={path} path={path} onSelect={() => go(path)}>
                    {baseName(path)}
                    {line !== null && <span className="text-acc">:{line}</span>} <span className="text-xs text-sub">{parentOf(path)}</span>
                  </Entry>
                ))
              )}
              {!onlyLine && found.length === 0 && <Cmdk.Empty className="px-3 py-8 text-center text-sm text-mut">{name === '' ? 'This session has no files.' : `No file matches “${name}”.`}</Cmdk.Empty>}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Entry({ path, onSelect, children }: { path: string; onSelect: () => void; children: React.ReactNode }) {
  return (
    <Cmdk.Item value={path} onSelect={onSelect} data-path={path} className="flex h-8 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-acc-soft">
      <FileIcon path={path} />
      <span className="truncate">{children}</span>
    </Cmdk.Item>
  );
}
