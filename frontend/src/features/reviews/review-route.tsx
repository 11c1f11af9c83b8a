'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { Suspense } from 'react';
import { ErrorState } from '@/components/ui/states';
import { useReview } from '@/features/reviews/queries';
import { ReviewView } from '@/features/reviews/review-view';
import { ApiError } from '@/lib/problem';
import { useRouteId } from '@/lib/route-id';

export function ReviewRoute() {
  const id = useRouteId();
  return id ? (
    <Suspense fallback={<Loading />}>
      <Loaded key={id} id={id} />
    </Suspense>
  ) : (
    <Loading />
  );
}

function Loaded({ id }: { id: string }) {
  const review = useReview(id);
  const parameters = useSearchParams();
  if (review.data) return <ReviewView review={review.data} askedFile={parameters.get('file')} askedRound={Number(parameters.get('round')) || null} />;
  if (review.error) {
    const gone = review.error instanceof ApiError && review.error.status === 404;
    return (
      <div className="flex grow flex-col items-center justify-center">
        <ErrorState className="py-4" error={review.error} title={gone ? 'There is no such review' : undefined} retry={gone ? undefined : () => void review.refetch()} />
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
