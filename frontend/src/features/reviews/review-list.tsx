'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { useMove } from '@/features/reviews/mutations';
import { useReviews, type ReviewListView, type ReviewQuestion } from '@/features/reviews/queries';
import { ReviewRow, REVIEW_ROW } from '@/features/reviews/review-row';
import type { User } from '@/lib/api/types';
import { cn } from '@/lib/class-names';

const EMPTY: Record<ReviewListView, { title: string; text: string }> = {
  queue: { title: 'The queue is empty', text: 'Everything that was submitted has a reviewer.' },
  assigned: { title: 'Nothing is assigned to you', text: 'Claim a review from the queue to work on it.' },
  mine: { title: 'You have submitted nothing yet', text: 'Open a session and press “Request review”.' },
  all: { title: 'There are no reviews yet', text: 'What you submit, review or may claim is listed here.' },
};

export function ReviewList({ question, me, filtered }: { question: ReviewQuestion; me: User | undefined; filtered: boolean }) {
  const router = useRouter();
  const reviews = useReviews(question);
  const move = useMove();
  return (
    <>
      <div aria-hidden className={cn(REVIEW_ROW, 'hidden h-9 border-b border-line text-xxs text-sub lg:grid')}>
        <span>Review</span>
        <span>Size</span>
        <span>Priority</span>
        <span>Status</span>
        <span>Whose turn</span>
        <span />
      </div>
      {reviews.isPending ? (
        <SkeletonRows />
      ) : reviews.error && !reviews.data ? (
        <ErrorState error={reviews.error} retry={() => void reviews.refetch()} />
      ) : reviews.data?.length === 0 ? (
        <EmptyState title={filtered ? 'Nothing matches' : EMPTY[question.view].title}>{filtered ? 'Change the search or the filters.' : EMPTY[question.view].text}</EmptyState>
      ) : (
        <ul aria-label="Reviews" className={cn(reviews.isPlaceholderData && 'opacity-60')}>
          {reviews.data?.map((review) => (
            <ReviewRow
              key={review.id}
              review={review}
              me={me}
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
    </>
  );
}
