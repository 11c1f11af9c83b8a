'use client';

import { Check, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Markdown } from '@/components/markdown';
import { Avatar } from '@/components/ui/avatar';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TimeAgo } from '@/components/ui/time-ago';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { useAddComment, useDeleteComment, useEditComment, useResolve } from '@/features/reviews/mutations';
import type { Talk } from '@/features/reviews/talk';
import { mayResolve, whyNot } from '@/features/reviews/rules';
import { SuggestionBlock } from '@/features/reviews/suggestion-block';
import { isResolved, type Thread } from '@/features/reviews/threads';
import type { CommentKind, ReviewComment } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { personId, personName } from '@/lib/people';

const KIND: Record<CommentKind, { text: string; tone: BadgeTone } | null> = {
  GENERAL: null,
  SUGGESTION: { text: 'Suggestion', tone: 'acc' },
  ISSUE: { text: 'Issue', tone: 'warn' },
  QUESTION: { text: 'Question', tone: 'acc' },
  PRAISE: { text: 'Praise', tone: 'ok' },
};

const VERDICT: Record<string, { text: string; tone: BadgeTone }> = {
  APPROVE: { text: 'Approved', tone: 'ok' },
  REQUEST_CHANGES: { text: 'Requested changes', tone: 'warn' },
  REJECT: { text: 'Rejected', tone: 'err' },
};

export interface ThreadCardProps {
  talk: Talk;
  thread: Thread;
  /** The comment somebody was sent to. */
  target?: string | null;
  /** Where it comes from, when that is elsewhere. */
  note?: string | null;
  onNote?: () => void;
}

export function ThreadCard({ talk, thread, target = null, note, onNote }: ThreadCardProps) {
  const { root, replies } = thread;
  const resolved = isResolved(root);
  const meant = target !== null && (root.id === target || replies.some(({ id }) => id === target));
  const [replying, setReplying] = useState(false);
  const [folded, setFolded] = useState(resolved && !meant);
  const box = useRef<HTMLElement>(null);
  const add = useAddComment(talk.review.id);
  const resolve = useResolve(talk.review.id);
  const resolution = mayResolve(talk.review, talk.role, thread);
  useEffect(() => {
    if (meant) box.current?.scrollIntoView({ block: 'center' });
  }, [meant]);
  if (resolved && folded) {
    return (
      <article data-testid="thread" data-state="resolved" className="flex items-center gap-2 rounded-md border border-line bg-s1 px-3 py-1.5 font-sans text-xs text-mut">
        <Check aria-hidden className="size-3.5 shrink-0 text-ok" />
        <span className="truncate">
          Resolved{root.resolvedBy ? ` by ${personName(root.resolvedBy)}` : ''}: {personName(root.author)}, “{root.body.slice(0, 80)}”
        </span>
        <button type="button" className="ml-auto rounded-sm font-medium text-acc hover:underline" onClick={() => setFolded(false)}>
          Show
        </button>
      </article>
    );
  }
  return (
    <article ref={box} data-testid="thread" data-state={resolved ? 'resolved' : 'open'} className={cn('rounded-md border bg-s1 font-sans text-sm text-fg shadow-sm', meant ? 'border-acc' : 'border-line2')}>
      {note && (
        <p className="flex items-center gap-2 border-b border-line px-3 py-1 text-xxs text-sub">
          {note}
          {onNote && (
            <button type="button" onClick={onNote} className="rounded-sm font-medium text-acc hover:underline">
              Show it there
            </button>
          )}
        </p>
      )}
      {[root, ...replies].map((comment) => (
        <Comment key={comment.id} talk={talk} comment={comment} />
      ))}
      {talk.mayComment && (
        <div className="border-t border-line px-3 py-2">
          {replying ? (
            <CommentComposer
              textKey={`${talk.review.id}:reply:${root.id}`}
              label="Reply…"
              action={talk.asDraft ? 'Add to my review' : 'Reply'}
              autoFocus
              busy={add.isPending}
              onCancel={() => setReplying(false)}
              onSubmit={({ body }) => add.mutateAsync({ body, kind: 'GENERAL', parentId: root.id, draft: talk.asDraft }).then(() => setReplying(false))}
            />
          ) : (
            <div className="flex items-center gap-2">
              <button type="button" onClick={() => setReplying(true)} className="h-7 grow rounded-md border border-line2 bg-bg px-2.5 text-left text-xs text-sub hover:border-sub/60">
                Reply…
              </button>
              {!root.draft && !root.verdict && (
                <Button
                  size="sm"
                  busy={resolve.isPending}
                  disabled={!resolution.may}
                  title={whyNot(resolution)}
                  icon={resolved ? <RotateCcw className="size-3.5" /> : undefined}
                  onClick={() => resolve.mutate({ commentId: root.id, resolved: !resolved }, { onSuccess: () => setFolded(!resolved) })}
                >
                  {resolved ? 'Reopen' : 'Resolve'}
                </Button>
              )}
            </div>
          )}
          {!root.draft && !resolution.may && root.mustVerify && <p className="mt-1.5 text-xxs text-sub">{resolution.why}.</p>}
        </div>
      )}
    </article>
  );
}

function Comment({ talk, comment }: { talk: Talk; comment: ReviewComment }) {
  const [editing, setEditing] = useState(false);
  const edit = useEditComment(talk.review.id);
  const remove = useDeleteComment(talk.review.id);
  const own = personId(comment.author) === talk.me;
  const kind = (comment.verdict && VERDICT[comment.verdict]) || KIND[comment.kind];
  const name = personName(comment.author);
  if (comment.deleted) return <p className="border-b border-line px-3 py-2.5 text-sm text-sub last:border-0">This comment was removed.</p>;
  return (
    <div className="border-b border-line px-3 py-2.5 last:border-0" data-testid="comment" data-draft={comment.draft ? 'true' : undefined}>
      <div className="mb-1.5 flex flex-wrap items-center gap-2">
        <Avatar name={name} className="size-5 text-[9px]" />
        <span className="font-medium">{own ? 'You' : name}</span>
        {kind && <Badge tone={kind.tone}>{kind.text}</Badge>}
        {comment.mustVerify && <Badge tone="warn">Must verify</Badge>}
        {comment.draft && <Badge tone="acc">Pending, seen by you only</Badge>}
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
        <CommentComposer
          textKey={`${talk.review.id}:edit:${comment.id}`}
          label="Comment"
          action="Keep"
          initial={comment.body}
          autoFocus
          busy={edit.isPending}
          onCancel={() => setEditing(false)}
          onSubmit={({ body }) => edit.mutateAsync({ commentId: comment.id, body }).then(() => setEditing(false))}
        />
      ) : (
        <Markdown text={comment.body} />
      )}
      {typeof comment.suggestion === 'string' && <SuggestionBlock talk={talk} comment={comment} suggestion={comment.suggestion} />}
    </div>
  );
}
