'use client';

import { Check, Ellipsis, GitPullRequest, Send } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Menu, type MenuItems } from '@/components/ui/menu';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Move, Outcome } from '@/features/reviews/mutations';
import { isFinal, nextStep, PRIORITY, STATUS, turnWords } from '@/features/reviews/words';
import type { Review, User } from '@/lib/api/types';
import { plural } from '@/lib/format';
import { personId, personName } from '@/lib/people';

export interface ReviewHeaderProps {
  review: Review;
  me: User | undefined;
  drafts: number;
  busy: boolean;
  onMove: (move: Move) => void;
  onDecide: (outcome: Outcome) => void;
  onNextRound: () => void;
}

export function ReviewHeader({ review, me, drafts, busy, onMove, onDecide, onNextRound }: ReviewHeaderProps) {
  const author = personId(review.submittedBy) === me?.id;
  const holder = review.reviewer !== null && personId(review.reviewer) === me?.id;
  const mayReview = me !== undefined && me.reviewerLevel !== 'NONE';
  const turn = turnWords(review, me?.id);
  const more = moreItems(review, { author, holder }, onMove);
  return (
    <header className="border-b border-line bg-s1 px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none focus-visible:outline-none">
            {review.title}
          </h1>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-mut">
            <span>
              {author ? 'You' : personName(review.submittedBy)} asked <TimeAgo at={review.createdAt} />
            </span>
            <Badge tone={PRIORITY[review.priority].tone}>{PRIORITY[review.priority].text} priority</Badge>
            <Badge tone={STATUS[review.status].tone}>{STATUS[review.status].text}</Badge>
            <span>Round {review.round}</span>
            {review.openThreads > 0 && <span>{plural(review.openThreads, 'open thread')}</span>}
            {holder && review.leaseExpiresAt && <span title="Each of your acts here renews it">Your claim lasts until {new Date(review.leaseExpiresAt).toLocaleString()}</span>}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {review.status === 'PENDING' && !author && (
            <Button tone="primary" data-testid="claim" icon={<GitPullRequest className="size-4" />} busy={busy} disabled={!mayReview} title={mayReview ? undefined : 'Choose a reviewer level in your profile first'} onClick={() => onMove('claim')}>
              Claim
            </Button>
          )}
          {review.status === 'IN_REVIEW' && holder && (
            <>
              <Button tone="danger-outline" onClick={() => onDecide('REQUEST_CHANGES')}>
                Request changes
              </Button>
              <Button tone="primary" data-testid="decide" icon={<Check className="size-4" />} onClick={() => onDecide('APPROVE')}>
                Finish review{drafts > 0 ? ` (${drafts})` : ''}
              </Button>
            </>
          )}
          {review.status === 'CHANGES_REQUESTED' && author && (
            <Button tone="primary" data-testid="next-round" icon={<Send className="size-4" />} onClick={onNextRound}>
              Submit next round
            </Button>
          )}
          {more.length > 0 && (
            <Menu
              label="More"
              trigger={
                <Button aria-label="More actions" className="w-8 px-0">
                  <Ellipsis className="size-4" />
                </Button>
              }
              items={more}
            />
          )}
        </div>
      </div>
      <p data-testid="turn" className="mt-2.5 flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className={turn.mine ? 'font-semibold text-acc' : 'font-medium'}>{turn.text}.</span>
        <span className="text-mut">{nextStep(review, me?.id, mayReview)}</span>
      </p>
    </header>
  );
}

function moreItems(review: Review, { author, holder }: { author: boolean; holder: boolean }, onMove: (move: Move) => void): MenuItems {
  const items: MenuItems = [];
  if (review.status === 'IN_REVIEW' && holder) items.push({ label: 'Release the claim', onSelect: () => onMove('release') });
  if (author && !isFinal(review.status)) items.push({ label: 'Withdraw', danger: true, onSelect: () => onMove('withdraw') });
  if (author && review.status === 'WITHDRAWN') items.push({ label: 'Reopen', onSelect: () => onMove('reopen') });
  return items;
}
