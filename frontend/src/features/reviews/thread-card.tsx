'use client';

import { Check, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Markdown } from '@/components/markdown';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TimeAgo } from '@/components/ui/time-ago';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { useAddComment, useDeleteComment, useEditComment, useResolve } from '@/features/reviews/mutations';
import { isResolved, type Thread } from '@/features/reviews/threads';
import type { CommentKind, ReviewComment } from '@/lib/api/types';
import { personId, personName } from '@/lib/people';

const KIND: Record<CommentKind, { text: string; tone: 'plain' | 'acc' | 'ok' | 'warn' | 'err' } | null> = {
  GENERAL: null,
  SUGGESTION: { text: 'Suggestion', tone: 'acc' },
  ISSUE: { text: 'Issue', tone: 'warn' },
  QUESTION: { text: 'Question', tone: 'acc' },
  PRAISE: { text: 'Praise', tone: 'ok' },
};

export interface ThreadCardProps {
  reviewId: string;
  thread: Thread;
  me: string | undefined;
  /** Replies of the reviewer wait for the decision like every comment of theirs. */
  asDraft: boolean;
  readOnly: boolean;
  note?: string;
}

export function ThreadCard({ reviewId, thread, me, asDraft, readOnly, note }: ThreadCardProps) {
  const [replying, setReplying] = useState(false);
  const [folded, setFolded] = useState(isResolved(thread.root));
  const add = useAddComment(reviewId);
  const resolve = useResolve(reviewId);
  const resolved = isResolved(thread.root);
  const { root } = thread;
  if (resolved && folded) {
    return (
      <article data-testid="thread" className="flex items-center gap-2 rounded-md border border-line bg-s1 px-3 py-1.5 font-sans text-xs text-mut">
        <Check aria-hidden className="size-3.5 text-ok" />
        <span className="truncate">
          Resolved: {personName(root.author)}, “{root.body.slice(0, 80)}”
        </span>
        <button type="button" className="ml-auto rounded-sm font-medium text-acc hover:underline" onClick={() => setFolded(false)}>
          Show
        </button>
      </article>
    );
  }
  return (
    <article data-testid="thread" className="rounded-md border border-line2 bg-s1 font-sans text-sm text-fg shadow-sm">
      {note && <p className="border-b border-line px-3 py-1 text-xxs text-sub">{note}</p>}
      {[root, ...thread.replies].map((comment) => (
        <Comment key={comment.id} reviewId={reviewId} comment={comment} own={personId(comment.author) === me} />
      ))}
      {!readOnly && (
        <div className="border-t border-line px-3 py-2">
          {replying ? (
            <CommentComposer
              label="Reply…"
              action={asDraft ? 'Add to my review' : 'Reply'}
              autoFocus
              busy={add.isPending}
              onCancel={() => setReplying(false)}
              onSubmit={({ body }) => add.mutate({ body, kind: 'GENERAL', parentId: root.id, draft: asDraft }, { onSuccess: () => setReplying(false) })}
            />
          ) : (
            <div className="flex items-center gap-2">
              <button type="button" onClick={() => setReplying(true)} className="h-7 grow rounded-md border border-line2 bg-bg px-2.5 text-left text-xs text-sub hover:border-sub/60">
                Reply…
              </button>
              {!root.draft && (
                <Button
                  size="sm"
                  busy={resolve.isPending}
                  icon={resolved ? <RotateCcw className="size-3.5" /> : undefined}
                  onClick={() => resolve.mutate({ commentId: root.id, resolved: !resolved }, { onSuccess: () => setFolded(!resolved) })}
                >
                  {resolved ? 'Reopen' : 'Resolve'}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
    </article>
  );
}

function Comment({ reviewId, comment, own }: { reviewId: string; comment: ReviewComment; own: boolean }) {
  const [editing, setEditing] = useState(false);
  const edit = useEditComment(reviewId);
  const remove = useDeleteComment(reviewId);
  const kind = KIND[comment.kind];
  const name = personName(comment.author);
  return (
    <div className="border-b border-line px-3 py-2.5 last:border-0">
      <div className="mb-1.5 flex flex-wrap items-center gap-2">
        <Avatar name={name} className="size-5 text-[9px]" />
        <span className="font-medium">{own ? 'You' : name}</span>
        {kind && <Badge tone={kind.tone}>{kind.text}</Badge>}
        {comment.mustVerify && <Badge tone="warn">Must verify</Badge>}
        {comment.draft && <Badge>Pending, seen by you only</Badge>}
        <TimeAgo at={comment.createdAt} className="text-xs text-sub" />
        {own && comment.draft && !editing && (
          <span className="ml-auto flex gap-2 text-xs">
            <button type="button" className="rounded-sm text-mut hover:text-fg" onClick={() => setEditing(true)}>
              Edit
            </button>
            <button type="button" className="rounded-sm text-mut hover:text-err" onClick={() => remove.mutate(comment.id)}>
              Delete
            </button>
          </span>
        )}
      </div>
      {editing ? (
        <CommentComposer label="Comment" action="Keep" initial={comment.body} autoFocus busy={edit.isPending} onCancel={() => setEditing(false)} onSubmit={({ body }) => edit.mutate({ commentId: comment.id, body }, { onSuccess: () => setEditing(false) })} />
      ) : (
        <Markdown text={comment.body} />
      )}
      {comment.suggestion && <pre className="mt-2 overflow-x-auto rounded-md border border-ok/40 bg-bg p-2 font-mono text-xs">{comment.suggestion}</pre>}
    </div>
  );
}
