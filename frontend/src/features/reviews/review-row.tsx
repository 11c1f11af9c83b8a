import { MessageSquare } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TimeAgo } from '@/components/ui/time-ago';
import { PRIORITY, STATUS, turnWords } from '@/features/reviews/words';
import type { Review } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { personId, personName } from '@/lib/people';

export const REVIEW_ROW = 'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-1.5 px-4 lg:grid-cols-[minmax(0,1fr)_84px_140px_150px_72px]';

export interface ReviewRowProps {
  review: Review;
  me: string | undefined;
  mayClaim: boolean;
  claiming: boolean;
  claim: () => void;
}

export function ReviewRow({ review, me, mayClaim, claiming, claim }: ReviewRowProps) {
  const own = personId(review.submittedBy) === me;
  const turn = turnWords(review, me);
  const claimable = review.status === 'PENDING' && !own && mayClaim;
  return (
    <li data-testid="review-row" data-review-id={review.id} className={cn(REVIEW_ROW, 'relative min-h-14 border-b border-line py-2.5 transition-colors duration-100 last:border-0 hover:bg-s2/50')}>
      <div className="min-w-0">
        <Link href={`/reviews/${review.id}`} className="block truncate rounded-sm text-sm font-medium after:absolute after:inset-0">
          {review.title}
        </Link>
        <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-sub tabular-nums">
          <span>{own ? 'You' : personName(review.submittedBy)}</span>·<TimeAgo at={review.createdAt} />·<span>Round {review.round}</span>
          {review.openThreads > 0 && (
            <span className="inline-flex items-center gap-1">
              · <MessageSquare aria-hidden className="size-3" /> {review.openThreads} open
            </span>
          )}
        </p>
      </div>
      <span className="col-start-1 lg:col-start-auto">
        <Badge tone={PRIORITY[review.priority].tone}>{PRIORITY[review.priority].text}</Badge>
      </span>
      <span className="col-start-1 lg:col-start-auto">
        <Badge tone={STATUS[review.status].tone}>{STATUS[review.status].text}</Badge>
      </span>
      <span className={cn('col-start-1 text-sm lg:col-start-auto', turn.mine ? 'font-medium text-fg' : 'text-mut')}>{turn.text}</span>
      <span className="relative z-10 col-start-2 row-start-1 text-right lg:col-start-auto lg:row-start-auto">
        {claimable && (
          <Button size="sm" data-testid="claim" busy={claiming} onClick={claim}>
            Claim
          </Button>
        )}
      </span>
    </li>
  );
}
