'use client';

import Link from 'next/link';
import { Suspense } from 'react';
import { ErrorState } from '@/components/ui/states';
import { useReview } from '@/features/reviews/queries';
import { ReviewView } from '@/features/reviews/review-view';
import type { TerminalsSlot } from '@/features/reviews/run-panel';
import { ApiError } from '@/lib/problem';
import { useRouteId } from '@/lib/route-id';

export function ReviewRoute({ terminals }: { terminals: TerminalsSlot }) {
  const id = useRouteId();
  return id ? (
    <Suspense fallback={<Loading />}>
      <Loaded key={id} id={id} terminals={terminals} />
    </Suspense>
  ) : (
    <Loading />
  );
}

function Loaded({ id, terminals }: { id: string; terminals: TerminalsSlot }) {
  const review = useReview(id);
  if (review.data) return <ReviewView review={review.data} terminals={terminals} />;
  if (review.error) {
    const gone = review.error instanceof ApiError && review.error.status === 404;
    return (
      <div className="flex grow flex-col items-center justify-center">
        <ErrorState className="py-4" error={review.error} title={gone ? 'There is no such review, or somebody else has claimed it' : undefined} retry={gone ? undefined : () => void review.refetch()} />
        <Link href="/reviews" className="text-sm font-medium text-acc hover:underline">
          Go to the reviews
        </Link>
      </div>
    );
  }
  return <Loading />;
}

function Loading() {
  return (
    <div aria-busy="true" aria-label="Loading the review" className="space-y-3 p-6">
      <div className="skeleton h-5 w-1/3" />
      <div className="skeleton h-3.5 w-1/2" />
    </div>
  );
}
