'use client';

import { useState } from 'react';
import { createPortal } from 'react-dom';
import { DiffView } from '@/components/diff-view';
import { ReadOnlyCode } from '@/components/read-only-code';
import { EmptyState, ErrorState } from '@/components/ui/states';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { useAddComment } from '@/features/reviews/mutations';
import { roundFileUrl, useRoundFile } from '@/features/reviews/queries';
import { ThreadCard } from '@/features/reviews/thread-card';
import { lineOf, threadsOf, type Thread } from '@/features/reviews/threads';
import { useLineComments } from '@/features/reviews/use-line-comments';
import { useViewZones, type ZonePlace } from '@/features/reviews/use-view-zones';
import type { Monaco } from '@/lib/monaco/load';
import { isImage } from '@/lib/paths';

export interface ReviewCodeProps {
  reviewId: string;
  path: string;
  round: number;
  /** Another round to compare with; null shows the file alone. */
  against: number | null;
  threads: readonly Thread[];
  me: string | undefined;
  mayComment: boolean;
  asDraft: boolean;
}

export function ReviewCode(props: ReviewCodeProps) {
  const { reviewId, path, round, against } = props;
  const file = useRoundFile(reviewId, round, path);
  const before = useRoundFile(reviewId, against ?? 0, against === null ? null : path);
  if (isImage(path)) {
    return (
      <div className="flex h-full items-center justify-center overflow-auto bg-editor p-6">
        {/* eslint-disable-next-line @next/next/no-img-element -- a file of the snapshot, served as it is */}
        <img src={roundFileUrl(reviewId, round, path)} alt={`Preview of ${path}`} className="max-h-full max-w-full rounded-sm border border-line bg-white" />
      </div>
    );
  }
  if (file.error) return <ErrorState error={file.error} retry={() => void file.refetch()} />;
  if (!file.data || (against !== null && before.isPending)) return <div className="skeleton m-6 h-4 w-1/3" aria-busy="true" />;
  const text = decode(file.data);
  if (text === null) return <EmptyState title="A binary file">It cannot be shown as text.</EmptyState>;
  // a file that was not there in the other round compares with nothing
  return <Code key={`${path}#${round}#${against ?? ''}`} {...props} text={text} original={against === null ? null : before.data ? (decode(before.data) ?? '') : ''} />;
}

function Code({ reviewId, path, round, threads, me, mayComment, asDraft, text, original }: ReviewCodeProps & { text: string; original: string | null }) {
  const [editor, setEditor] = useState<Monaco.editor.ICodeEditor | null>(null);
  const [writing, setWriting] = useState<{ line: number; endLine: number } | null>(null);
  const add = useAddComment(reviewId);
  const shown = threadsOf(threads, path);
  const places: ZonePlace[] = shown.map((thread) => ({ key: thread.root.id, line: lineOf(thread, round) ?? 0 }));
  if (writing) places.push({ key: 'new', line: writing.endLine });
  const nodes = useViewZones(editor, places);
  useLineComments(editor, mayComment, (line, endLine) => setWriting({ line, endLine }));
  const newNode = nodes.get('new');
  return (
    <>
      {original === null ? <ReadOnlyCode path={path} text={text} onEditor={setEditor} /> : <DiffView path={path} original={original} modified={text} onEditor={setEditor} />}
      {shown.map((thread) => {
        const node = nodes.get(thread.root.id);
        const note = lineOf(thread, round) === null ? (thread.root.round ? `On round ${thread.root.round}${thread.root.line ? `, line ${thread.root.line}` : ''}` : 'On the whole file') : undefined;
        return node && createPortal(<ThreadCard reviewId={reviewId} thread={thread} me={me} asDraft={asDraft} readOnly={!mayComment} note={note} />, node, thread.root.id);
      })}
      {writing &&
        newNode &&
        createPortal(
          <div className="rounded-md border border-line2 bg-s1 p-3 font-sans text-fg shadow-sm">
            <p className="mb-2 text-xxs text-sub">{writing.line === writing.endLine ? `Line ${writing.line}` : `Lines ${writing.line} to ${writing.endLine}`}</p>
            <CommentComposer
              kinds
              autoFocus
              label="Comment on this line"
              action={asDraft ? 'Add to my review' : 'Comment'}
              busy={add.isPending}
              onCancel={() => {
                setWriting(null);
                editor?.focus();
              }}
              onSubmit={({ body, kind, mustVerify }) =>
                add.mutate({ body, kind, mustVerify, path, round, side: 'NEW', line: writing.line, endLine: writing.endLine, draft: asDraft }, { onSuccess: () => setWriting(null) })
              }
            />
          </div>,
          newNode,
          'new',
        )}
    </>
  );
}

function decode(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
