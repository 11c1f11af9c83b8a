'use client';

import { FileCode2, FileText, MessageSquare, MessagesSquare } from 'lucide-react';
import type { Thread } from '@/features/reviews/threads';
import { isResolved, threadsOf } from '@/features/reviews/threads';
import type { TreeItem } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { plural } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';

export interface ReviewFilesProps {
  files: readonly TreeItem[] | undefined;
  changed: ReadonlyMap<string, 'new' | 'changed' | 'gone'>;
  threads: readonly Thread[];
  selected: string | null;
  onSelect: (path: string | null) => void;
}

export function ReviewFiles({ files, changed, threads, selected, onSelect }: ReviewFilesProps) {
  const open = (path: string): number => threadsOf(threads, path).filter(({ root }) => !isResolved(root)).length;
  return (
    <nav aria-label="Files of the snapshot" className="flex min-h-0 flex-col overflow-y-auto border-line bg-s1 max-md:max-h-52 max-md:border-b md:border-r">
      <button type="button" aria-current={selected === null ? 'true' : undefined} onClick={() => onSelect(null)} className={cn('flex h-9 shrink-0 items-center gap-2 border-b border-line px-4 text-sm', selected === null ? 'bg-acc-soft font-medium' : 'text-mut hover:bg-s2')}>
        <MessagesSquare aria-hidden className="size-3.5" /> Overview
      </button>
      <p className="px-4 pt-3 pb-1.5 text-xxs text-sub tabular-nums">{files ? plural(files.length, 'file') : 'Reading the snapshot…'}</p>
      <ul>
        {(files ?? []).map(({ path }) => (
          <li key={path}>
            <button
              type="button"
              data-testid="review-file"
              data-path={path}
              aria-current={selected === path ? 'true' : undefined}
              title={path}
              onClick={() => onSelect(path)}
              className={cn('flex h-7.5 w-full items-center gap-2 px-4 text-left text-sm focus-visible:-outline-offset-2', selected === path ? 'bg-acc-soft' : 'hover:bg-s2')}
            >
              {path.endsWith('.py') ? <FileCode2 aria-hidden className="size-3.5 shrink-0 text-acc" /> : <FileText aria-hidden className="size-3.5 shrink-0 text-sub" />}
              <span className="truncate">{baseName(path)}</span>
              <span className="truncate text-xs text-mut">{parentOf(path)}</span>
              <span className="ml-auto flex shrink-0 items-center gap-2 text-xs text-mut tabular-nums">
                {changed.has(path) && <span className={changed.get(path) === 'new' ? 'text-ok' : 'text-warn'}>{changed.get(path)}</span>}
                {open(path) > 0 && (
                  <span className="inline-flex items-center gap-1">
                    <MessageSquare aria-hidden className="size-3" />
                    {open(path)}
                    <span className="sr-only"> open threads</span>
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
