'use client';

import { MessageSquare } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { TimeAgo } from '@/components/ui/time-ago';
import { isOverdue, mayClaim, roleIn, whyNot } from '@/features/reviews/rules';
import { PRIORITY, sizeWords, STATUS, turnWords } from '@/features/reviews/words';
import type { Review, User } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { formatBytes } from '@/lib/format';
import { useNow } from '@/lib/now';
import { personId, personName } from '@/lib/people';

export const REVIEW_ROW = 'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-1.5 px-4 lg:grid-cols-[minmax(0,1fr)_64px_72px_132px_150px_72px]';

export interface ReviewRowProps {
  review: Review;
  me: User | undefined;
  claiming: boolean;
  claim: () => void;
}

export function ReviewRow({ review, me, claiming, claim }: ReviewRowProps) {
  const now = useNow();
  const role = roleIn(review, me);
  const turn = turnWords(review, me?.id);
  const permission = mayClaim(review, role);
  const asked = personId(review.requestedReviewer);
  return (
    <li data-testid="review-row" data-review-id={review.id} className={cn(REVIEW_ROW, 'relative min-h-14 border-b border-line py-2.5 transition-colors duration-100 last:border-0 hover:bg-s2/50')}>
      <div className="min-w-0">
        <Link href={`/reviews/${review.id}`} className="block truncate rounded-sm text-sm font-medium after:absolute after:inset-0">
          {review.title}
        </Link>
        <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-sub tabular-nums">
          <span>{role.author ? 'You' : personName(review.submittedBy)}</span>·<TimeAgo at={review.createdAt} />·<span>Round {review.round}</span>
          {now > 0 && isOverdue(review, now) && <span className="font-medium text-warn">· waits for more than a day</span>}
          {review.openThreads > 0 && (
            <span className="inline-flex items-center gap-1">
              · <MessageSquare aria-hidden className="size-3" /> {review.openThreads} open
            </span>
          )}
          {asked && review.status === 'PENDING' && <span>· {asked === me?.id ? 'asked for you' : `asked for ${personName(review.requestedReviewer)}`}</span>}
          {review.recommendedBy && <span>· recommended by {personName(review.recommendedBy)}</span>}
        </p>
      </div>
      <div className="col-span-2 flex flex-wrap items-center gap-x-3 gap-y-1 lg:contents">
        <span className="text-xs text-mut tabular-nums" title={review.bytes === undefined ? undefined : formatBytes(review.bytes)}>
          {sizeWords(review)}
        </span>
        <span>
          <Badge tone={PRIORITY[review.priority].tone}>{PRIORITY[review.priority].text}</Badge>
        </span>
        <span>
          <Badge tone={STATUS[review.status].tone}>{STATUS[review.status].text}</Badge>
        </span>
        <span className={cn('truncate text-sm', turn.mine ? 'font-medium text-acc' : 'text-mut')}>{turn.text}</span>
      </div>
      <span className="relative z-10 col-start-2 row-start-1 text-right lg:col-start-auto lg:row-start-auto">
        {review.status === 'PENDING' && !role.author && (
          <Button size="sm" data-testid="claim" busy={claiming} disabled={!permission.may} title={whyNot(permission)} onClick={claim}>
            Claim
          </Button>
        )}
      </span>
    </li>
  );
}
