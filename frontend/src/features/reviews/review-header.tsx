'use client';

import { Check, Download, Ellipsis, GitPullRequest, Play, Send } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Menu, type MenuItems } from '@/components/ui/menu';
import { TimeAgo } from '@/components/ui/time-ago';
import { LeaseEnd } from '@/features/reviews/lease-end';
import { useMove } from '@/features/reviews/mutations';
import { exportUrl } from '@/features/reviews/queries';
import type { ReviewDialog } from '@/features/reviews/review-dialogs';
import { RoundPicker, type RoundPickerProps } from '@/features/reviews/round-picker';
import { mayClaim, whyNot, type Role } from '@/features/reviews/rules';
import { isFinal, nextStep, PRIORITY, STATUS, turnWords } from '@/features/reviews/words';
import type { Review, ReviewStats, User } from '@/lib/api/types';
import { download } from '@/lib/download';
import { plural } from '@/lib/format';
import { personName } from '@/lib/people';

export interface ReviewHeaderProps extends Omit<RoundPickerProps, 'newest'> {
  review: Review;
  me: User | undefined;
  role: Role;
  drafts: number;
  stats: ReviewStats | undefined;
  changedSince: boolean | null | undefined;
  running: boolean;
  onRun: () => void;
  onDialog: (dialog: ReviewDialog) => void;
}

export function ReviewHeader({ review, me, role, drafts, stats, changedSince, running, onRun, onDialog, ...rounds }: ReviewHeaderProps) {
  const { author, holder } = role;
  const move = useMove();
  const turn = turnWords(review, me?.id);
  const claim = mayClaim(review, role);
  const old = rounds.compared.round < review.round;
  return (
    <header className="shrink-0 border-b border-line bg-s1 px-4 py-2.5 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 grow basis-80">
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
            {review.recommendedBy && <span>Recommended by {personName(review.recommendedBy)}</span>}
            {review.requestedReviewer && review.status === 'PENDING' && <span>Asked for {personName(review.requestedReviewer)}</span>}
            {review.leaseExpiresAt && !isFinal(review.status) && <LeaseEnd at={review.leaseExpiresAt} mine={holder} />}
          </p>
        </div>
        <div className="flex max-w-full min-w-0 flex-wrap items-center gap-2">
          <RoundPicker newest={review.round} {...rounds} />
          <Button data-testid="run-round" icon={<Play className="size-4" />} aria-pressed={running} onClick={onRun} title="Opens a throw-away sandbox of exactly this round, without network">
            Run this round
          </Button>
          {review.status === 'PENDING' && !author && (
            <Button tone="primary" data-testid="claim" icon={<GitPullRequest className="size-4" />} busy={move.isPending} disabled={!claim.may} title={whyNot(claim)} onClick={() => move.mutate({ id: review.id, move: 'claim' })}>
              Claim
            </Button>
          )}
          {review.status === 'IN_REVIEW' && holder && (
            <Button tone="primary" data-testid="decide" icon={<Check className="size-4" />} onClick={() => onDialog({ kind: 'decide', outcome: 'APPROVE' })}>
              Finish review{drafts > 0 ? ` (${drafts})` : ''}
            </Button>
          )}
          {author && (review.status === 'CHANGES_REQUESTED' || (review.status === 'PENDING' && changedSince === true)) && (
            <Button tone={review.status === 'PENDING' ? 'default' : 'primary'} data-testid="next-round" icon={<Send className="size-4" />} onClick={() => onDialog({ kind: 'next-round' })}>
              Submit next round
            </Button>
          )}
          <Menu
            label="More"
            trigger={
              <Button aria-label="More actions" data-testid="more" className="w-8 px-0">
                <Ellipsis className="size-4" />
              </Button>
            }
            items={moreItems(review, role, onDialog)}
          />
        </div>
      </div>
      <p data-testid="turn" className="mt-1.5 flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className={turn.mine ? 'font-semibold text-acc' : 'font-medium'}>{turn.text}.</span>
        <span className="text-mut">{nextStep(review, { me: me?.id, level: role.level, changedSince, stats })}</span>
        {review.status === 'PENDING' && !author && !claim.may && role.level === 'NONE' && (
          <Link href="/profile" className="font-medium text-acc hover:underline">
            Choose a level
          </Link>
        )}
        {author && (
          <Link href={`/sessions/${review.sessionId}`} className="font-medium text-acc hover:underline">
            Open the session
          </Link>
        )}
        {old && (
          <span className="text-warn">
            You look at round {rounds.compared.round}; the newest is {review.round}.{' '}
            <button type="button" className="rounded-sm font-medium text-acc hover:underline" onClick={() => rounds.onRound({ round: null, against: null })}>
              Show it
            </button>
          </span>
        )}
      </p>
    </header>
  );
}

function moreItems(review: Review, { author, holder, admin }: Role, onDialog: (dialog: ReviewDialog) => void): MenuItems {
  const held = review.reviewer !== null && (review.status === 'IN_REVIEW' || review.status === 'CHANGES_REQUESTED');
  const items: MenuItems = [];
  if (held && holder) items.push({ label: 'Hand over…', onSelect: () => onDialog({ kind: 'hand-over' }) }, { label: 'Release the claim…', onSelect: () => onDialog({ kind: 'release' }) });
  if (admin && !holder && !isFinal(review.status)) items.push({ label: held ? 'Hand over…' : 'Assign a reviewer…', onSelect: () => onDialog({ kind: 'hand-over' }) });
  if (admin && held && !holder) items.push({ label: 'Take the claim back…', onSelect: () => onDialog({ kind: 'take-back' }) });
  if (author && !isFinal(review.status)) items.push({ label: 'Edit title and description…', onSelect: () => onDialog({ kind: 'edit' }) });
  if (author && review.status === 'WITHDRAWN') items.push({ label: 'Reopen', onSelect: () => onDialog({ kind: 'reopen' }) });
  if (items.length > 0) items.push(null);
  items.push(
    { label: 'Export as Markdown', icon: <Download />, onSelect: () => download(exportUrl(review.id, 'markdown'), '') },
    { label: 'Export as JSON', icon: <Download />, onSelect: () => download(exportUrl(review.id, 'json'), '') },
  );
  if (author && !isFinal(review.status)) items.push(null, { label: 'Withdraw…', danger: true, onSelect: () => onDialog({ kind: 'withdraw' }) });
  return items;
}
