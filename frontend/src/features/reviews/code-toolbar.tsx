'use client';

import { ArrowDown, ArrowUp, Columns2, FileText, MessageSquarePlus, Rows3, WrapText } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { FileEntry } from '@/features/reviews/file-entries';
import type { CodeView } from '@/features/reviews/review-code';
import type { Compared } from '@/features/reviews/threads';
import { changeViewSettings, useViewSettings } from '@/features/reviews/view-settings';
import { changeWords } from '@/features/reviews/words';

const VIEWS: { value: CodeView; label: string; icon: typeof Columns2 }[] = [
  { value: 'split', label: 'Side by side', icon: Columns2 },
  { value: 'inline', label: 'Inline', icon: Rows3 },
  { value: 'whole', label: 'The whole file as it is in this round', icon: FileText },
];

export interface CodeToolbarProps {
  file: FileEntry;
  compared: Compared;
  mayComment: boolean;
  countsViewed: boolean;
  onComment: () => void;
  onStep: (by: 1 | -1) => void;
  onViewed: () => void;
}

export function CodeToolbar({ file, compared, mayComment, countsViewed, onComment, onStep, onViewed }: CodeToolbarProps) {
  const { view, whitespace } = useViewSettings();
  const { diff } = file;
  const compares = compared.against > 0 && (diff?.change === 'MODIFIED' || diff?.change === 'RENAMED') && !diff.binary;
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-bg pr-2 pl-4" data-testid="code-toolbar">
      <span className="min-w-0 truncate font-mono text-xs" title={file.path}>
        {diff?.oldPath && diff.oldPath !== file.path && <span className="text-sub">{diff.oldPath} → </span>}
        {file.path}
      </span>
      <span className="shrink-0 text-xxs text-sub tabular-nums">{changeWords(diff, compared)}</span>
      <span className="ml-auto flex shrink-0 items-center gap-1">
        {compares && (
          <>
            <IconButton small label="Previous change" keys="p" icon={<ArrowUp className="size-3.5" />} onClick={() => onStep(-1)} />
            <IconButton small label="Next change" keys="n" icon={<ArrowDown className="size-3.5" />} onClick={() => onStep(1)} />
            <span aria-hidden className="mx-1 h-4 w-px bg-line2" />
            <span role="group" aria-label="How to show the changes" className="flex gap-0.5 max-md:hidden">
              {VIEWS.map(({ value, label, icon: Icon }) => (
                <IconButton key={value} small label={label} aria-pressed={view === value} className="aria-pressed:bg-s3" icon={<Icon className="size-3.5" />} onClick={() => changeViewSettings({ view: value })} />
              ))}
            </span>
            <IconButton
              small
              label={whitespace === 'ignore' ? 'White space does not count' : 'White space counts'}
              aria-pressed={whitespace === 'ignore'}
              className="aria-pressed:bg-s3"
              icon={<WrapText className="size-3.5" />}
              onClick={() => changeViewSettings({ whitespace: whitespace === 'ignore' ? 'keep' : 'ignore' })}
            />
            <span aria-hidden className="mx-1 h-4 w-px bg-line2" />
          </>
        )}
        {mayComment && <IconButton small label="Comment on the file" keys="Shift+c" icon={<MessageSquarePlus className="size-3.5" />} onClick={onComment} />}
        {countsViewed && diff?.change !== 'DELETED' && (
          <label className="flex h-6 cursor-pointer items-center gap-1.5 rounded-md px-1.5 text-xs text-mut hover:bg-s2 hover:text-fg">
            <input type="checkbox" data-testid="viewed" checked={file.viewed} onChange={onViewed} className="accent-(--acc)" />
            Viewed
          </label>
        )}
      </span>
    </div>
  );
}
