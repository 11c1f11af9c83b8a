'use client';

import { Markdown } from '@/components/markdown';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { HistoryTimeline } from '@/features/reviews/history-timeline';
import { useAddComment } from '@/features/reviews/mutations';
import { ThreadCard } from '@/features/reviews/thread-card';
import { generalThreads, type Thread } from '@/features/reviews/threads';
import type { Review } from '@/lib/api/types';

export interface ReviewOverviewProps {
  review: Review;
  threads: readonly Thread[];
  me: string | undefined;
  mayComment: boolean;
  asDraft: boolean;
}

export function ReviewOverview({ review, threads, me, mayComment, asDraft }: ReviewOverviewProps) {
  const add = useAddComment(review.id);
  const general = generalThreads(threads);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-5xl gap-8 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="space-y-6">
          <section aria-labelledby="description" className="rounded-lg border border-line bg-s1 p-4">
            <h2 id="description" className="mb-2 text-xs font-medium text-sub">
              Description
            </h2>
            {review.description ? <Markdown text={review.description} /> : <p className="text-sm text-mut">The author wrote none.</p>}
          </section>
          <section aria-labelledby="discussion" className="space-y-3">
            <h2 id="discussion" className="text-xs font-medium text-sub">
              Discussion
            </h2>
            {general.map((thread) => (
              <ThreadCard key={thread.root.id} reviewId={review.id} thread={thread} me={me} asDraft={asDraft} readOnly={!mayComment} />
            ))}
            {general.length === 0 && <p className="text-sm text-mut">Nothing general was said. Comments on lines are in the files.</p>}
            {mayComment && (
              <div className="rounded-md border border-line bg-s1 p-3">
                <CommentComposer
                  key={general.length}
                  label="Say something about the whole"
                  action={asDraft ? 'Add to my review' : 'Comment'}
                  busy={add.isPending}
                  onSubmit={({ body }) => add.mutate({ body, kind: 'GENERAL', draft: asDraft })}
                />
              </div>
            )}
          </section>
        </div>
        <HistoryTimeline reviewId={review.id} />
      </div>
    </div>
  );
}
