'use client';

import { ChevronRight } from 'lucide-react';
import { Markdown } from '@/components/markdown';
import { Badge } from '@/components/ui/badge';
import { TimeAgo } from '@/components/ui/time-ago';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { HistoryTimeline } from '@/features/reviews/history-timeline';
import { useAddComment } from '@/features/reviews/mutations';
import type { ReviewPlace } from '@/features/reviews/review-place';
import type { Talk } from '@/features/reviews/talk';
import { ThreadCard } from '@/features/reviews/thread-card';
import { generalThreads, isResolved, pathOf, placeNote, placeOf, type Compared, type Thread } from '@/features/reviews/threads';
import { placeWords } from '@/features/reviews/words';
import type { Round } from '@/lib/api/types';
import { personName } from '@/lib/people';

export interface ReviewOverviewProps {
  talk: Talk;
  threads: readonly Thread[];
  compared: Compared;
  rounds: readonly Round[] | undefined;
  /** The comment somebody was sent to. */
  target: string | null;
  /** A file that was asked for and is not in this round. */
  lost: string | null;
  onGoTo: (place: Partial<ReviewPlace>) => void;
}

const HEADING = 'mb-2 text-xs font-medium text-sub';

export const generalKey = (reviewId: string): string => `${reviewId}:general`;

export function ReviewOverview({ talk, threads, compared, rounds, target, lost, onGoTo }: ReviewOverviewProps) {
  const { review } = talk;
  const add = useAddComment(review.id);
  const general = generalThreads(threads);
  const inFiles = threads.filter((thread) => pathOf(thread) !== null && !isResolved(thread.root));
  const notes = (rounds ?? []).filter(({ note }) => note);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_260px]">
        <div className="space-y-6">
          {lost && (
            <p role="status" className="rounded-md border border-warn/40 px-3 py-2 text-sm">
              There is no <span className="font-mono text-xs">{lost}</span> in round {compared.round}.
            </p>
          )}
          <section aria-labelledby="description" className="rounded-lg border border-line bg-s1 p-4">
            <h2 id="description" className={HEADING}>
              Description
            </h2>
            {review.description ? <Markdown text={review.description} /> : <p className="text-sm text-mut">The author wrote none.</p>}
            {notes.map(({ number, note, createdAt }) => (
              <div key={number} className="mt-4 border-t border-line pt-3">
                <p className="mb-1 text-xs text-sub">
                  What changed in round {number} · {createdAt && <TimeAgo at={createdAt} />}
                </p>
                <Markdown text={note ?? ''} />
              </div>
            ))}
          </section>
          {inFiles.length > 0 && (
            <section aria-labelledby="open-threads">
              <h2 id="open-threads" className={HEADING}>
                Open in the files
              </h2>
              <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-s1">
                {inFiles.map((thread) => (
                  <li key={thread.root.id}>
                    <button type="button" data-testid="open-thread" onClick={() => onGoTo({ file: pathOf(thread), comment: thread.root.id })} className="flex w-full items-center gap-3 px-4 py-2 text-left text-sm hover:bg-s2">
                      <span className="shrink-0 font-mono text-xs text-acc">{placeWords({ path: pathOf(thread), line: placeOf(thread, compared).firstLine })}</span>
                      <span className="min-w-0 grow truncate text-mut">
                        <span className="text-fg">{personName(thread.root.author)}:</span> {thread.root.body}
                      </span>
                      {thread.root.mustVerify && <Badge tone="warn">Must verify</Badge>}
                      {thread.root.draft && <Badge tone="acc">Pending</Badge>}
                      <ChevronRight aria-hidden className="size-3.5 shrink-0 text-sub" />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="discussion" className="space-y-3">
            <h2 id="discussion" className={HEADING}>
              Discussion
            </h2>
            {general.map((thread) => (
              <ThreadCard key={thread.root.id} talk={talk} thread={thread} target={target} note={placeNote(thread, compared)} />
            ))}
            {general.length === 0 && <p className="text-sm text-mut">Nothing general was said.{inFiles.length === 0 && ' Comments on lines are in the files.'}</p>}
            {talk.mayComment && (
              <div className="rounded-md border border-line bg-s1 p-3">
                <CommentComposer
                  textKey={generalKey(review.id)}
                  label="Say something about the whole"
                  action={talk.asDraft ? 'Add to my review' : 'Comment'}
                  busy={add.isPending}
                  onSubmit={({ body }) => add.mutateAsync({ body, kind: 'GENERAL', draft: talk.asDraft })}
                />
              </div>
            )}
          </section>
        </div>
        <HistoryTimeline reviewId={review.id} me={talk.me} />
      </div>
    </div>
  );
}
