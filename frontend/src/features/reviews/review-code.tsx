'use client';

import { useState, type Ref } from 'react';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { CodeWithThreads } from '@/features/reviews/code-with-threads';
import type { CodeHandle } from '@/features/reviews/code-handle';
import { withoutSpaceChanges, type FileEntry } from '@/features/reviews/file-entries';
import { FileDiscussion } from '@/features/reviews/file-discussion';
import { roundFileUrl, useRoundFile, type WhiteSpace } from '@/features/reviews/queries';
import type { ReviewPlace } from '@/features/reviews/review-place';
import type { Talk } from '@/features/reviews/talk';
import type { Compared, Thread } from '@/features/reviews/threads';
import { formatBytes } from '@/lib/format';
import { isImage } from '@/lib/paths';

/** How two sides of a file are shown. */
export type CodeView = 'split' | 'inline' | 'whole';

export interface ReviewCodeProps {
  talk: Talk;
  file: FileEntry;
  compared: Compared;
  view: CodeView;
  whitespace: WhiteSpace;
  /** Those of this file. */
  threads: readonly Thread[];
  target: Pick<ReviewPlace, 'line' | 'comment'>;
  /** At which change of the file to begin. */
  arrival: 'first' | 'last';
  writingOnFile: boolean;
  onWritingOnFile: (writing: boolean) => void;
  onGoTo: (place: Partial<ReviewPlace>) => void;
  ref: Ref<CodeHandle>;
}

export function ReviewCode(props: ReviewCodeProps) {
  const { talk, file, compared, view, whitespace } = props;
  const { id } = talk.review;
  const gone = file.diff?.change === 'DELETED';
  const oldPath = file.diff?.oldPath ?? file.path;
  const hasBoth = compared.against > 0 && (file.diff?.change === 'MODIFIED' || file.diff?.change === 'RENAMED');
  const opaque = file.binary || file.diff?.binary === true || isImage(file.path);
  const after = useRoundFile(id, compared.round, opaque || gone ? null : file.path);
  const before = useRoundFile(id, compared.against, opaque || !(gone || hasBoth) ? null : oldPath);
  if (opaque) {
    return (
      <FileDiscussion {...props}>
        <Opaque reviewId={id} file={file} compared={compared} oldPath={gone || hasBoth ? oldPath : null} gone={gone} />
      </FileDiscussion>
    );
  }
  const failed = after.error ?? before.error;
  if (failed) return <ErrorState error={failed} retry={() => void (after.error ? after.refetch() : before.refetch())} />;
  if ((!gone && !after.data) || ((gone || hasBoth) && !before.data)) return <div className="skeleton m-6 h-4 w-1/3" aria-busy="true" />;
  const newer = after.data ? decode(after.data) : '';
  const older = before.data ? decode(before.data) : '';
  if (newer === null || older === null) return <EmptyState title="A binary file">It cannot be shown as text.</EmptyState>;
  const sides = gone ? ({ kind: 'old', text: older } as const) : hasBoth && view !== 'whole' ? ({ kind: 'both', before: whitespace === 'ignore' && file.diff ? withoutSpaceChanges(older, newer, file.diff) : older, after: newer, inline: view === 'inline' } as const) : ({ kind: 'new', text: newer } as const);
  return <CodeWithThreads key={`${file.path}#${compared.round}#${compared.against}#${sides.kind}`} {...props} sides={sides} />;
}

function Opaque({ reviewId, file, compared, oldPath, gone }: { reviewId: string; file: FileEntry; compared: Compared; oldPath: string | null; gone: boolean }) {
  const versions = [
    ...(oldPath ? [{ label: `Round ${compared.against}`, url: roundFileUrl(reviewId, compared.against, oldPath), size: 0 }] : []),
    ...(gone ? [] : [{ label: `Round ${compared.round}`, url: roundFileUrl(reviewId, compared.round, file.path), size: file.size }]),
  ];
  return (
    <div className="flex flex-wrap items-start justify-center gap-6 bg-editor p-6">
      {versions.map(({ label, url, size }) => (
        <figure key={label} className="min-w-0 space-y-2 text-center">
          {isImage(file.path) ? (
            <Picture url={url} label={`${file.path}, ${label.toLowerCase()}`} />
          ) : (
            <div className="rounded-md border border-line bg-s1 px-10 py-8">
              <p className="text-base font-medium">A binary file</p>
              <p className="mt-1 text-sm text-mut">It cannot be shown as text{size > 0 && ` (${formatBytes(size)})`}.</p>
              <a href={url} download className="mt-3 inline-block text-sm font-medium text-acc hover:underline">
                Download
              </a>
            </div>
          )}
          <figcaption className="text-xs text-sub">{label}</figcaption>
        </figure>
      ))}
    </div>
  );
}

function Picture({ url, label }: { url: string; label: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="p-8 text-sm text-mut">The picture cannot be shown.</p>;
  // eslint-disable-next-line @next/next/no-img-element -- a file of the snapshot, served as it is
  return <img src={url} alt={`Preview of ${label}`} onError={() => setBroken(true)} className="max-h-[50vh] max-w-full rounded-sm border border-line bg-white" />;
}

function decode(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
