'use client';

import { ArrowRight, Search } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { Suspense, useRef, type RefObject } from 'react';
import { toast } from 'sonner';
import { Card, Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { Tabs } from '@/components/ui/tabs';
import { useClaimNext } from '@/features/reviews/mutations';
import { useReviewStats, type ReviewListView } from '@/features/reviews/queries';
import { isFiltered, readFilter, writeFilter, type ReviewFilter } from '@/features/reviews/review-filter';
import { ReviewList } from '@/features/reviews/review-list';
import { PRIORITY, STATUS } from '@/features/reviews/words';
import { YourTurn } from '@/features/reviews/your-turn';
import { useMe } from '@/lib/api/me';
import type { Priority, ReviewStatus } from '@/lib/api/types';
import { useCommands } from '@/lib/commands';
import { formatDuration, plural } from '@/lib/format';

export function ReviewsView() {
  return (
    <Suspense fallback={null}>
      <Reviews />
    </Suspense>
  );
}

const NEXT_WHY = 'Choose a reviewer level in your profile first';

function Reviews() {
  const parameters = useSearchParams();
  const filter = readFilter(new URLSearchParams(parameters));
  const stats = useReviewStats().data;
  const me = useMe().data;
  const reviews = me !== undefined && me.reviewerLevel !== 'NONE';
  const view: ReviewListView = filter.view ?? (me === undefined || reviews ? 'queue' : 'mine');
  const router = useRouter();
  const next = useClaimNext();
  const searchBox = useRef<HTMLInputElement>(null);
  const change = (part: Partial<ReviewFilter>): void => history.replaceState(null, '', `${location.pathname}${writeFilter({ ...filter, ...part })}`);
  const claimNext = (): void => {
    if (!reviews || next.isPending) return;
    next.mutate(undefined, { onSuccess: (review) => (review ? router.push(`/reviews/${review.id}`) : toast('There is nothing you may take just now', { description: 'The queue has nothing for your level that is not your own.' })) });
  };
  useCommands('reviews', [
    { id: 'reviews.next', title: 'Claim the next review for me', group: 'Reviews', keys: 'Shift+n', bare: true, run: claimNext },
    { id: 'reviews.search', title: 'Search the reviews', group: 'Reviews', keys: '/', bare: true, run: () => searchBox.current?.focus() },
  ]);
  const words = stats && [
    `${stats.pending} waiting`,
    `${stats.inReview} in review`,
    stats.activeReviewers === undefined ? '' : plural(stats.activeReviewers, 'reviewer'),
    stats.medianWaitSeconds ? `half are taken within ${formatDuration(stats.medianWaitSeconds)}` : '',
  ];
  return (
    <Page
      title="Reviews"
      intro={words ? words.filter(Boolean).join(' · ') : <span>&nbsp;</span>}
      actions={
        <Button tone="primary" data-testid="next-for-me" icon={<ArrowRight className="size-4" />} busy={next.isPending} disabled={!reviews} title={reviews ? 'Claims the first review in the queue that you may take' : NEXT_WHY} onClick={claimNext}>
          Next for me
        </Button>
      }
    >
      <Tabs
        label="Reviews"
        value={view}
        onChange={(value) => change({ view: value as ReviewListView, status: null })}
        tabs={[
          { value: 'queue', label: 'Queue', count: stats?.pending },
          { value: 'assigned', label: 'Assigned to me', count: stats?.myAssigned },
          { value: 'mine', label: 'Mine', count: stats?.myPending },
          { value: 'all', label: 'All' },
        ]}
      >
        <div className="space-y-4 pt-4">
          <Filters filter={filter} view={view} onChange={change} searchBox={searchBox} />
          {view === 'queue' && !isFiltered(filter) && <YourTurn me={me} />}
          <Card>
            <ReviewList question={{ view, status: view === 'queue' ? null : filter.status, priority: filter.priority, q: filter.q }} me={me} filtered={isFiltered(filter)} />
          </Card>
        </div>
      </Tabs>
    </Page>
  );
}

const SELECT = 'h-8 rounded-md border border-line2 bg-s1 px-2 text-sm text-mut hover:text-fg';

interface FiltersProps {
  filter: ReviewFilter;
  view: ReviewListView;
  onChange: (part: Partial<ReviewFilter>) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

function Filters({ filter, view, onChange, searchBox }: FiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className="relative grow sm:max-w-xs">
        <span className="sr-only">Search reviews</span>
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-sub" />
        <input ref={searchBox} type="search" maxLength={200} value={filter.q} onChange={(event) => onChange({ q: event.target.value })} placeholder="Search title and description" className="h-8 w-full rounded-md border border-line2 bg-s1 pr-3 pl-8 text-sm" />
      </label>
      <span className="ml-auto flex gap-2">
        {view !== 'queue' && (
          <select aria-label="Status" value={filter.status ?? ''} onChange={(event) => onChange({ status: (event.target.value || null) as ReviewStatus | null })} className={SELECT}>
            <option value="">Any status</option>
            {Object.entries(STATUS).map(([status, { text }]) => (
              <option key={status} value={status}>
                {text}
              </option>
            ))}
          </select>
        )}
        <select aria-label="Priority" value={filter.priority ?? ''} onChange={(event) => onChange({ priority: (event.target.value || null) as Priority | null })} className={SELECT}>
          <option value="">Any priority</option>
          {Object.entries(PRIORITY)
            .reverse()
            .map(([priority, { text }]) => (
              <option key={priority} value={priority}>
                {text}
              </option>
            ))}
        </select>
      </span>
    </div>
  );
}
