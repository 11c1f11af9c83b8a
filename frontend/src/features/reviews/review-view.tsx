'use client';

import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { usePageTitle } from '@/components/page';
import { ErrorState } from '@/components/ui/states';
import { CodeToolbar } from '@/features/reviews/code-toolbar';
import type { CodeHandle } from '@/features/reviews/code-handle';
import { step, toFileList } from '@/features/reviews/file-entries';
import { tellVisit, useMarkViewed } from '@/features/reviews/mutations';
import { useComments, useFreshness, useReviewStats, useRoundDiff, useRounds, useRoundTree } from '@/features/reviews/queries';
import { ReviewCode } from '@/features/reviews/review-code';
import { ReviewDialogs, type ReviewDialog } from '@/features/reviews/review-dialogs';
import { ReviewFiles } from '@/features/reviews/review-files';
import { ReviewHeader } from '@/features/reviews/review-header';
import { ReviewOverview } from '@/features/reviews/review-overview';
import { mayComment, roleIn } from '@/features/reviews/rules';
import { RunPanel, type TerminalsSlot } from '@/features/reviews/run-panel';
import type { Talk } from '@/features/reviews/talk';
import { atNewPaths, draftsOf, threadsOf, toThreads, unverified } from '@/features/reviews/threads';
import { useReviewPlace } from '@/features/reviews/use-review-place';
import { useViewSettings } from '@/features/reviews/view-settings';
import { useMe } from '@/lib/api/me';
import type { Review } from '@/lib/api/types';
import { useCommands } from '@/lib/commands';

export interface ReviewViewProps {
  review: Review;
  terminals: TerminalsSlot;
}

export function ReviewView({ review, terminals }: ReviewViewProps): ReactNode {
  usePageTitle(review.title);
  const me = useMe().data;
  const [place, go] = useReviewPlace();
  const { view, whitespace } = useViewSettings();
  const [dialog, setDialog] = useState<ReviewDialog | null>(null);
  const [running, setRunning] = useState(false);
  const [writingOnFile, setWritingOnFile] = useState(false);
  const [arrival, setArrival] = useState<'first' | 'last'>('first');
  const code = useRef<CodeHandle>(null);

  const round = place.round !== null && place.round <= review.round ? place.round : review.round;
  const rounds = useRounds(review.id, review.round).data;
  const tree = useRoundTree(review.id, round);
  const diff = useRoundDiff(review.id, round, place.against !== null && place.against < round ? place.against : null, whitespace);
  const comments = useComments(review.id, round);
  const stats = useReviewStats().data;
  const role = roleIn(review, me);
  const changedSince = useFreshness(review.id, role.author || review.status === 'APPROVED').data;
  const mark = useMarkViewed(review.id, round);

  const threads = useMemo(() => atNewPaths(toThreads(comments.data ?? []), diff.data?.files ?? []), [comments.data, diff.data]);
  const files = useMemo(() => toFileList(tree.data, diff.data, threads), [tree.data, diff.data, threads]);
  const order = useMemo(() => [...files.changed, ...files.unchanged].map(({ path }) => path), [files]);
  const selected = [...files.changed, ...files.unchanged].find(({ path }) => path === place.file) ?? null;
  const compared = { round, against: diff.data?.against ?? 0 };
  const talk: Talk = { review, me: me?.id, role, mayComment: mayComment(review, role).may, asDraft: role.holder && review.status === 'IN_REVIEW' };
  const drafts = draftsOf(comments.data ?? []);

  const known = diff.data !== undefined;
  useEffect(() => {
    // told after the changes since the last visit are known, or this visit would be the last one
    if (known) tellVisit(review.id, round).catch(() => undefined);
  }, [review.id, round, known]);

  const select = (file: string | null, at: 'first' | 'last' = 'first'): void => {
    setArrival(at);
    setWritingOnFile(false);
    go({ file });
  };
  const stepFile = (by: 1 | -1): void => {
    const next = step(order, place.file, by);
    if (next !== null && next !== place.file) select(next);
  };
  const stepChange = (by: 1 | -1): void => {
    if (code.current?.step(by)) return;
    const changed = files.changed.map(({ path }) => path);
    const next = step(changed, place.file, by);
    if (next !== null && next !== place.file) select(next, by === 1 ? 'first' : 'last');
  };
  const toggleViewed = (): void => {
    if (!selected || selected.diff?.change === 'DELETED') return;
    mark.mutate({ path: selected.path, viewed: !selected.viewed });
  };
  const decides = role.holder && review.status === 'IN_REVIEW';
  useCommands('review', [
    { id: 'review.next-file', title: 'Next file', group: 'Review', keys: 'j', bare: true, run: () => stepFile(1) },
    { id: 'review.previous-file', title: 'Previous file', group: 'Review', keys: 'k', bare: true, run: () => stepFile(-1) },
    { id: 'review.next-change', title: 'Next change', group: 'Review', keys: 'n', bare: true, run: () => stepChange(1) },
    { id: 'review.previous-change', title: 'Previous change', group: 'Review', keys: 'p', bare: true, run: () => stepChange(-1) },
    { id: 'review.comment', title: 'Comment on the line or selection', group: 'Review', keys: 'c', bare: true, run: () => code.current?.comment() },
    { id: 'review.comment-file', title: 'Comment on the file', group: 'Review', keys: 'Shift+c', bare: true, run: () => selected && talk.mayComment && setWritingOnFile(true) },
    { id: 'review.viewed', title: 'Mark the file as viewed', group: 'Review', keys: 'v', bare: true, run: toggleViewed },
    { id: 'review.overview', title: 'Overview of the review', group: 'Review', keys: 'o', bare: true, run: () => select(null) },
    { id: 'review.run', title: 'Run this round', group: 'Review', keys: 'Shift+r', bare: true, run: () => setRunning(true) },
    { id: 'review.decide', title: 'Finish the review', group: 'Review', keys: '$mod+Shift+Enter', run: () => decides && setDialog({ kind: 'decide', outcome: 'APPROVE' }) },
  ]);

  const main = tree.error ? (
    <ErrorState error={tree.error} retry={() => void tree.refetch()} title="The snapshot could not be read" />
  ) : selected ? (
    <>
      <CodeToolbar file={selected} compared={compared} mayComment={talk.mayComment} countsViewed={!role.author} onComment={() => setWritingOnFile(true)} onStep={stepChange} onViewed={toggleViewed} />
      <div className="min-h-0 grow">
        <ReviewCode
          ref={code}
          talk={talk}
          file={selected}
          compared={compared}
          view={view}
          whitespace={whitespace}
          threads={threadsOf(threads, selected.path)}
          target={place}
          arrival={arrival}
          writingOnFile={writingOnFile}
          onWritingOnFile={setWritingOnFile}
          onGoTo={go}
        />
      </div>
    </>
  ) : place.file !== null && (tree.isPending || diff.isPending) ? (
    <div className="skeleton m-6 h-4 w-1/3" aria-busy="true" />
  ) : (
    <ReviewOverview talk={talk} threads={threads} compared={compared} rounds={rounds} target={place.comment} lost={place.file} onGoTo={go} />
  );

  return (
    <div className="flex h-[calc(100vh-48px)] flex-col">
      <ReviewHeader
        review={review}
        me={me}
        role={role}
        drafts={drafts.length}
        stats={stats}
        changedSince={changedSince}
        rounds={rounds}
        compared={compared}
        sinceLastVisit={diff.data?.sinceLastVisit ?? false}
        against={place.against}
        running={running}
        onRound={(next) => go({ ...place, ...next })}
        onRun={() => setRunning(true)}
        onDialog={setDialog}
      />
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] max-md:grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[260px_minmax(0,1fr)]">
        <ReviewFiles files={files} ready={tree.data !== undefined && diff.data !== undefined} countsViewed={!role.author} compared={compared} selected={selected?.path ?? null} onSelect={select} />
        <Group orientation="vertical" className="min-h-0 min-w-0">
          <Panel id="code" minSize="20%">
            <div className="flex h-full min-h-0 flex-col">{main}</div>
          </Panel>
          {running && (
            <>
              <Separator className="h-px bg-line transition-colors duration-100 hover:bg-acc data-[separator=active]:bg-acc" />
              <Panel id="run" defaultSize="40%" minSize="120px">
                <RunPanel key={round} review={review} round={round} terminals={terminals} mayComment={talk.mayComment} onAttached={() => go({ file: null })} onClose={() => setRunning(false)} />
              </Panel>
            </>
          )}
        </Group>
      </div>
      {dialog && (
        <ReviewDialogs
          dialog={dialog}
          review={review}
          role={role}
          drafts={drafts}
          unverified={unverified(threads)}
          onClose={() => setDialog(null)}
          onThread={(thread) => {
            setDialog(null);
            go({ round: null, file: thread.root.shown?.path ?? null, comment: thread.root.id });
          }}
        />
      )}
    </div>
  );
}
