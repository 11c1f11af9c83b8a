'use client';

import { ArrowRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { Card, Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { useClaimNext, useMove } from '@/features/reviews/mutations';
import { useReviews, useReviewStats, type ReviewListView } from '@/features/reviews/queries';
import { ReviewRow, REVIEW_ROW } from '@/features/reviews/review-row';
import { useMe } from '@/lib/api/me';
import { cn } from '@/lib/class-names';
import { formatDuration } from '@/lib/format';

const EMPTY: Record<ReviewListView, { title: string; text: string }> = {
  queue: { title: 'The queue is empty', text: 'Everything that was submitted has a reviewer.' },
  assigned: { title: 'Nothing is assigned to you', text: 'Claim a review from the queue to work on it.' },
  mine: { title: 'You have submitted nothing yet', text: 'Open a session and press “Request review”.' },
};

export function ReviewsView() {
  const [view, setView] = useState<ReviewListView>('queue');
  const stats = useReviewStats().data;
  const me = useMe().data;
  const mayReview = me !== undefined && me.reviewerLevel !== 'NONE';
  const router = useRouter();
  const next = useClaimNext();
  return (
    <Page
      title="Reviews"
      intro={stats ? `${stats.pending} waiting · ${stats.inReview} in review${stats.medianWaitSeconds ? ` · half of them start within ${formatDuration(stats.medianWaitSeconds)}` : ''}` : <span>&nbsp;</span>}
      actions={
        mayReview && (
          <Button
            icon={<ArrowRight className="size-4" />}
            busy={next.isPending}
            onClick={() => next.mutate(undefined, { onSuccess: (review) => (review ? router.push(`/reviews/${review.id}`) : toast('There is nothing you may take just now')) })}
          >
            Next for me
          </Button>
        )
      }
    >
      <Tabs
        label="Reviews"
        value={view}
        onChange={(value) => setView(value as ReviewListView)}
        tabs={[
          { value: 'queue', label: 'Queue', count: stats?.pending },
          { value: 'assigned', label: 'Assigned to me', count: stats?.myAssigned },
          { value: 'mine', label: 'Mine', count: stats?.myPending },
        ]}
      >
        <div className="pt-4">
          <ReviewList key={view} view={view} me={me?.id} mayReview={mayReview} />
        </div>
      </Tabs>
    </Page>
  );
}

function ReviewList({ view, me, mayReview }: { view: ReviewListView; me: string | undefined; mayReview: boolean }) {
  const router = useRouter();
  const reviews = useReviews(view);
  const move = useMove();
  return (
    <Card>
      <div aria-hidden className={cn(REVIEW_ROW, 'hidden h-9 border-b border-line text-xxs text-sub lg:grid')}>
        <span>Review</span>
        <span>Priority</span>
        <span>Status</span>
        <span>Whose turn</span>
        <span />
      </div>
      {reviews.isPending ? (
        <SkeletonRows />
      ) : reviews.error && !reviews.data ? (
        <ErrorState error={reviews.error} retry={() => void reviews.refetch()} />
      ) : reviews.data.length === 0 ? (
        <EmptyState title={EMPTY[view].title}>{EMPTY[view].text}</EmptyState>
      ) : (
        <ul aria-label="Reviews">
          {reviews.data.map((review) => (
            <ReviewRow
              key={review.id}
              review={review}
              me={me}
              mayClaim={mayReview}
              claiming={move.isPending && move.variables.id === review.id}
              claim={() => move.mutate({ id: review.id, move: 'claim' }, { onSuccess: () => router.push(`/reviews/${review.id}`) })}
            />
          ))}
        </ul>
      )}
      {reviews.hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Card>
  );
}
