'use client';

import { Check, ChevronRight, FileCode2, FileText, MessageSquare, MessagesSquare } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FileEntry, FileList } from '@/features/reviews/file-entries';
import type { Compared } from '@/features/reviews/threads';
import { cn } from '@/lib/class-names';
import { plural } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';

export interface ReviewFilesProps {
  files: FileList;
  ready: boolean;
  /** Who reads to judge keeps count of what they have seen. */
  countsViewed: boolean;
  compared: Compared;
  selected: string | null;
  onSelect: (path: string | null) => void;
}

export function ReviewFiles({ files, ready, countsViewed, compared, selected, onSelect }: ReviewFilesProps) {
  const [unfolded, setUnfolded] = useState(false);
  const { changed, unchanged, additions, deletions, viewed, toView } = files;
  const compares = compared.against > 0;
  const showUnchanged = !compares || unfolded || changed.length === 0 || unchanged.some(({ path, openThreads }) => path === selected || openThreads > 0);
  return (
    <nav aria-label="Files of the snapshot" className="flex min-h-0 flex-col overflow-y-auto border-line bg-s1 max-md:max-h-52 max-md:border-b md:border-r">
      <button type="button" aria-current={selected === null ? 'true' : undefined} onClick={() => onSelect(null)} className={cn('flex h-9 shrink-0 items-center gap-2 border-b border-line px-4 text-sm', selected === null ? 'bg-acc-soft font-medium' : 'text-mut hover:bg-s2')}>
        <MessagesSquare aria-hidden className="size-3.5" /> Overview
      </button>
      <div className="shrink-0 px-4 pt-3 pb-2 text-xxs text-sub tabular-nums">
        {ready ? (
          <>
            <p className="flex items-center gap-1.5" data-testid="change-count">
              <span>{compares ? `${plural(changed.length, 'file')} changed` : plural(changed.length + unchanged.length, 'file')}</span>
              {compares && additions + deletions > 0 && (
                <>
                  · <span className="text-ok">+{additions}</span> <span className="text-err">−{deletions}</span>
                </>
              )}
            </p>
            {countsViewed && toView > 0 && (
              <div className="mt-1.5 flex items-center gap-2">
                <div role="progressbar" aria-label="Files viewed" aria-valuemin={0} aria-valuemax={toView} aria-valuenow={viewed} className="h-1 grow overflow-hidden rounded-full bg-s3">
                  <div className="h-full bg-acc" style={{ width: `${(viewed / toView) * 100}%` }} />
                </div>
                <span data-testid="viewed-count">
                  {viewed} of {toView} viewed
                </span>
              </div>
            )}
          </>
        ) : (
          'Reading the snapshot…'
        )}
      </div>
      <ul className="pb-2">
        {changed.map((file) => (
          <FileRow key={file.path} file={file} compares={compares} selected={file.path === selected} onSelect={onSelect} />
        ))}
        {compares && changed.length > 0 && unchanged.length > 0 && (
          <li>
            <button type="button" aria-expanded={showUnchanged} onClick={() => setUnfolded(!showUnchanged)} className="flex h-7 w-full items-center gap-1.5 px-4 text-xxs text-sub hover:bg-s2">
              <ChevronRight aria-hidden className={cn('size-3 transition-transform duration-100', showUnchanged && 'rotate-90')} />
              {plural(unchanged.length, 'file')} not changed
            </button>
          </li>
        )}
        {showUnchanged && unchanged.map((file) => <FileRow key={file.path} file={file} compares={compares} selected={file.path === selected} onSelect={onSelect} />)}
      </ul>
    </nav>
  );
}

function FileRow({ file, compares, selected, onSelect }: { file: FileEntry; compares: boolean; selected: boolean; onSelect: (path: string) => void }) {
  const { path, diff, viewed, openThreads, drafts } = file;
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const gone = diff?.change === 'DELETED';
  return (
    <li>
      <button
        ref={row}
        type="button"
        data-testid="review-file"
        data-path={path}
        data-change={compares ? (diff?.change ?? 'NONE') : undefined}
        data-viewed={viewed ? 'true' : undefined}
        aria-current={selected ? 'true' : undefined}
        title={diff?.oldPath && diff.oldPath !== path ? `${diff.oldPath} → ${path}` : path}
        onClick={() => onSelect(path)}
        className={cn('flex h-7.5 w-full items-center gap-2 px-4 text-left text-sm focus-visible:-outline-offset-2', selected ? 'bg-acc-soft' : 'hover:bg-s2')}
      >
        {path.endsWith('.py') ? <FileCode2 aria-hidden className="size-3.5 shrink-0 text-acc" /> : <FileText aria-hidden className="size-3.5 shrink-0 text-sub" />}
        <span className={cn('truncate', gone && 'text-mut line-through', viewed && !selected && 'text-mut')}>{baseName(path)}</span>
        <span className="truncate text-xs text-mut">{parentOf(path)}</span>
        <span className="ml-auto flex shrink-0 items-center gap-2 text-xs text-mut tabular-nums">
          {compares && diff && <Change diff={diff} />}
          {(openThreads > 0 || drafts > 0) && (
            <span className={cn('inline-flex items-center gap-1', drafts > 0 && 'text-acc')}>
              <MessageSquare aria-hidden className="size-3" />
              {openThreads + drafts}
              <span className="sr-only">{drafts > 0 ? ` comments, ${drafts} pending` : ' open threads'}</span>
            </span>
          )}
          {viewed && (
            <>
              <Check aria-hidden className="size-3.5 text-ok" />
              <span className="sr-only">viewed</span>
            </>
          )}
        </span>
      </button>
    </li>
  );
}

function Change({ diff }: { diff: NonNullable<FileEntry['diff']> }) {
  if (diff.binary) return <span>binary</span>;
  const word = { ADDED: 'new', DELETED: 'gone', RENAMED: 'moved', MODIFIED: '' }[diff.change];
  return (
    <span className="inline-flex gap-1 text-xxs">
      {word && <span className={diff.change === 'ADDED' ? 'text-ok' : undefined}>{word}</span>}
      {diff.additions > 0 && diff.change !== 'ADDED' && <span className="text-ok">+{diff.additions}</span>}
      {diff.deletions > 0 && diff.change !== 'DELETED' && <span className="text-err">−{diff.deletions}</span>}
    </span>
  );
}
