'use client';

import { useMemo, useState } from 'react';
import { usePageTitle } from '@/components/page';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorState } from '@/components/ui/states';
import { DecisionDialog } from '@/features/reviews/decision-dialog';
import { useMove, type Move, type Outcome } from '@/features/reviews/mutations';
import { NextRoundDialog } from '@/features/reviews/next-round-dialog';
import { useComments, useRoundTree } from '@/features/reviews/queries';
import { ReviewCode } from '@/features/reviews/review-code';
import { ReviewFiles } from '@/features/reviews/review-files';
import { ReviewHeader } from '@/features/reviews/review-header';
import { ReviewOverview } from '@/features/reviews/review-overview';
import { draftCount, toThreads } from '@/features/reviews/threads';
import { isFinal } from '@/features/reviews/words';
import { useMe } from '@/lib/api/me';
import type { Review, TreeItem } from '@/lib/api/types';
import { useCommands } from '@/lib/commands';
import { personId } from '@/lib/people';

export function ReviewView({ review, askedFile, askedRound }: { review: Review; askedFile: string | null; askedRound: number | null }) {
  usePageTitle(review.title);
  const me = useMe().data;
  const [chosenRound, setRound] = useState<number | null>(askedRound);
  const [against, setAgainst] = useState<number | null>(null);
  const [selected, setSelected] = useState<string | null>(askedFile);
  const [deciding, setDeciding] = useState<Outcome | null>(null);
  const [resubmitting, setResubmitting] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const move = useMove();
  const round = chosenRound !== null && chosenRound <= review.round ? chosenRound : review.round;
  const tree = useRoundTree(review.id, round);
  const other = useRoundTree(review.id, against ?? 0);
  const comments = useComments(review.id);
  const threads = useMemo(() => toThreads(comments.data ?? []), [comments.data]);
  const changed = useMemo(() => compare(tree.data, against === null ? undefined : other.data), [tree.data, other.data, against]);

  const author = personId(review.submittedBy) === me?.id;
  const holder = review.reviewer !== null && personId(review.reviewer) === me?.id;
  const mayComment = (author || holder) && !isFinal(review.status);
  const asDraft = holder && review.status === 'IN_REVIEW';
  const drafts = draftCount(comments.data ?? []);

  const select = (path: string | null): void => {
    setSelected(path);
    const query = path ? `?round=${round}&file=${encodeURIComponent(path)}` : '';
    history.replaceState(history.state, '', `${location.pathname}${query}`);
  };
  const step = (by: number): void => {
    const files = tree.data ?? [];
    const position = selected === null ? -1 : files.findIndex(({ path }) => path === selected);
    const next = files[Math.min(files.length - 1, Math.max(0, position + by))];
    if (next) select(next.path);
  };
  const decide = (): void => {
    if (holder && review.status === 'IN_REVIEW') setDeciding('APPROVE');
  };
  useCommands('review', [
    { id: 'review.next-file', title: 'Next file', group: 'Review', keys: 'j', bare: true, run: () => step(1) },
    { id: 'review.previous-file', title: 'Previous file', group: 'Review', keys: 'k', bare: true, run: () => step(-1) },
    { id: 'review.overview', title: 'Overview of the review', group: 'Review', keys: 'o', bare: true, run: () => select(null) },
    { id: 'review.decide', title: 'Finish the review', group: 'Review', keys: '$mod+Shift+Enter', run: decide },
  ]);

  const act = (what: Move): void => (what === 'withdraw' ? setWithdrawing(true) : move.mutate({ id: review.id, move: what }));
  return (
    <div className="flex h-[calc(100vh-48px)] flex-col">
      <ReviewHeader review={review} me={me} drafts={drafts} busy={move.isPending} onMove={act} onDecide={setDeciding} onNextRound={() => setResubmitting(true)} />
      <div className="grid min-h-0 grow max-md:grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[240px_minmax(0,1fr)]">
        <ReviewFiles files={tree.data} changed={changed} threads={threads} selected={selected} onSelect={select} />
        <div className="flex min-h-0 min-w-0 flex-col">
          {selected !== null && (
            <div className="flex h-9 shrink-0 items-center gap-3 border-b border-line bg-s1 px-4">
              <span className="truncate font-mono text-xs">{selected}</span>
              <RoundPicker newest={review.round} round={round} against={against} onRound={setRound} onAgainst={setAgainst} />
            </div>
          )}
          <div className="min-h-0 grow">
            {tree.error ? (
              <ErrorState error={tree.error} retry={() => void tree.refetch()} title="The snapshot could not be read" />
            ) : selected === null ? (
              <ReviewOverview review={review} threads={threads} me={me?.id} mayComment={mayComment} asDraft={asDraft} />
            ) : (
              <ReviewCode reviewId={review.id} path={selected} round={round} against={against} threads={threads} me={me?.id} mayComment={mayComment} asDraft={asDraft} />
            )}
          </div>
        </div>
      </div>
      {deciding && (
        <DecisionDialog
          review={review}
          drafts={drafts}
          initial={deciding}
          recommendationOnly={me?.reviewerLevel === 'JUNIOR' && (review.priority === 'HIGH' || review.priority === 'URGENT')}
          onClose={() => setDeciding(null)}
        />
      )}
      {resubmitting && <NextRoundDialog review={review} onClose={() => setResubmitting(false)} />}
      <ConfirmDialog
        open={withdrawing}
        onOpenChange={setWithdrawing}
        danger
        title="Withdraw this review?"
        action="Withdraw"
        busy={move.isPending}
        onConfirm={() => move.mutate({ id: review.id, move: 'withdraw' }, { onSettled: () => setWithdrawing(false) })}
      >
        It leaves the queue, and a reviewer who holds it is told. Your session and its files stay as they are.
      </ConfirmDialog>
    </div>
  );
}

function compare(now: readonly TreeItem[] | undefined, before: readonly TreeItem[] | undefined): Map<string, 'new' | 'changed' | 'gone'> {
  const found = new Map<string, 'new' | 'changed' | 'gone'>();
  if (!now || !before) return found;
  const old = new Map(before.map(({ path, etag }) => [path, etag]));
  for (const { path, etag } of now) {
    if (!old.has(path)) found.set(path, 'new');
    else if (old.get(path) !== etag) found.set(path, 'changed');
  }
  return found;
}

interface RoundPickerProps {
  newest: number;
  round: number;
  against: number | null;
  onRound: (round: number) => void;
  onAgainst: (round: number | null) => void;
}

function RoundPicker({ newest, round, against, onRound, onAgainst }: RoundPickerProps) {
  if (newest < 2) return null;
  const rounds = Array.from({ length: newest }, (_, index) => index + 1);
  const select = 'h-6 rounded-md border border-line2 bg-bg px-1.5 text-xs';
  return (
    <span className="ml-auto flex shrink-0 items-center gap-2 text-xs text-mut">
      <select aria-label="Round" value={round} onChange={(event) => onRound(Number(event.target.value))} className={select}>
        {rounds.map((number) => (
          <option key={number} value={number}>
            Round {number}
          </option>
        ))}
      </select>
      <span>against</span>
      <select aria-label="Compare with" value={against ?? ''} onChange={(event) => onAgainst(event.target.value === '' ? null : Number(event.target.value))} className={select}>
        <option value="">nothing</option>
        {rounds
          .filter((number) => number !== round)
          .map((number) => (
            <option key={number} value={number}>
              Round {number}
            </option>
          ))}
      </select>
    </span>
  );
}
