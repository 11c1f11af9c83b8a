'use client';

import { useImperativeHandle, type ReactNode } from 'react';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { useAddComment } from '@/features/reviews/mutations';
import type { ReviewCodeProps } from '@/features/reviews/review-code';
import { ThreadCard } from '@/features/reviews/thread-card';
import { placeNote } from '@/features/reviews/threads';

/** What is said about a file that has no lines to show. */
export function FileDiscussion({ talk, file, compared, threads, target, onWritingOnFile, writingOnFile, ref, children }: ReviewCodeProps & { children: ReactNode }) {
  const add = useAddComment(talk.review.id);
  useImperativeHandle(ref, () => ({ step: () => false, comment: () => talk.mayComment && onWritingOnFile(true) }));
  return (
    <div className="h-full overflow-y-auto bg-editor">
      <div className="mx-auto max-w-3xl space-y-3 p-4 empty:hidden">
        {threads.map((thread) => (
          <ThreadCard key={thread.root.id} talk={talk} thread={thread} target={target.comment} note={placeNote(thread, compared)} />
        ))}
        {writingOnFile && (
          <div className="rounded-md border border-line2 bg-s1 p-3">
            <CommentComposer
              kinds
              mayVerify={talk.role.holder}
              autoFocus
              textKey={`${talk.review.id}:${file.path}:file`}
              label="Comment on the file"
              action={talk.asDraft ? 'Add to my review' : 'Comment'}
              busy={add.isPending}
              onCancel={() => onWritingOnFile(false)}
              onSubmit={({ body, kind, mustVerify }) =>
                add
                  .mutateAsync({ body, kind, mustVerify, path: file.path, round: file.diff?.change === 'DELETED' ? compared.against : compared.round, draft: talk.asDraft })
                  .then(() => onWritingOnFile(false))
              }
            />
          </div>
        )}
      </div>
      {children}
    </div>
  );
}
