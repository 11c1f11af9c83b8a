'use client';

import { Card } from '@/components/page';
import { useReviews } from '@/features/reviews/queries';
import { ReviewRow } from '@/features/reviews/review-row';
import type { User } from '@/lib/api/types';

const nothing = (): void => {};

/** What waits for this person, as a reviewer or as an author; above everything else. */
export function YourTurn({ me }: { me: User | undefined }) {
  const reviewing = useReviews({ view: 'assigned', status: 'IN_REVIEW' });
  const answering = useReviews({ view: 'mine', status: 'CHANGES_REQUESTED' });
  const reviews = [...(reviewing.data ?? []), ...(answering.data ?? [])];
  if (reviews.length === 0) return null;
  return (
    <section aria-labelledby="your-turn" data-testid="your-turn">
      <h2 id="your-turn" className="mb-1.5 px-1 text-xs font-medium text-sub">
        Your turn
      </h2>
      <Card>
        <ul aria-label="Your turn">
          {reviews.map((review) => (
            <ReviewRow key={review.id} review={review} me={me} claiming={false} claim={nothing} />
          ))}
        </ul>
      </Card>
      <h2 className="mt-5 -mb-2 px-1 text-xs font-medium text-sub">Waiting for a reviewer</h2>
    </section>
  );
}
