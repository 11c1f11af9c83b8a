'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { useRef, useDeferredValue, useState, type ReactNode } from 'react';
import { Card, Page } from '@/components/page';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { LevelBadge } from '@/components/level-badge';
import { answerWords, LoadBar } from '@/features/people/load-bar';
import { useDirectory } from '@/features/people/queries';
import { useMe } from '@/lib/api/me';
import type { ReviewerEntry } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { useCommands } from '@/lib/commands';

const LEVELS = [
  ['', 'All'],
  ['SENIOR', 'Senior'],
  ['JUNIOR', 'Junior'],
] as const;

/** The way to ask somebody; another feature has it, and the app puts both together. */
export type AskSlot = (person: { id: string; name: string }) => ReactNode;

const ROW = 'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-1 px-4 md:grid-cols-[minmax(0,1fr)_72px_130px_200px_124px]';

export function PeopleView({ ask }: { ask: AskSlot }) {
  const [level, setLevel] = useState('');
  const [search, setSearch] = useState('');
  const typed = useDeferredValue(search.trim());
  const searchBox = useRef<HTMLInputElement>(null);
  const me = useMe().data;
  const people = useDirectory(level, typed);
  useCommands('people', [{ id: 'people.search', title: 'Search the reviewers', group: 'Reviewers', keys: '/', bare: true, run: () => searchBox.current?.focus() }]);
  return (
    <Page
      title="Reviewers"
      intro={
        <>
          People who review, with what they have in hand.{' '}
          {me?.reviewerLevel === 'NONE' && (
            <Link href="/profile" className="font-medium text-acc hover:underline">
              Become one
            </Link>
          )}
        </>
      }
    >
      <div className="mb-3 flex flex-wrap gap-2">
        <label className="relative grow sm:max-w-xs">
          <span className="sr-only">Search reviewers</span>
          <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-sub" />
          <input ref={searchBox} type="search" value={search} onChange={(event) => setSearch(event.target.value)} placeholder="Search reviewers" className="h-8 w-full rounded-md border border-line2 bg-s1 pr-3 pl-8 text-sm" />
        </label>
        <div role="group" aria-label="Level" className="flex rounded-md border border-line2 bg-s1 p-0.5">
          {LEVELS.map(([value, text]) => (
            <button key={text} type="button" aria-pressed={level === value} onClick={() => setLevel(value)} className="h-6.5 rounded-sm px-2.5 text-xs font-medium text-mut hover:text-fg aria-pressed:bg-s3 aria-pressed:text-fg">
              {text}
            </button>
          ))}
        </div>
      </div>
      <Card>
        <div aria-hidden className={cn(ROW, 'hidden h-9 border-b border-line text-xxs text-sub md:grid')}>
          <span>Reviewer</span>
          <span>Level</span>
          <span>Load now</span>
          <span>Usual answer</span>
          <span />
        </div>
        {people.isPending ? (
          <SkeletonRows />
        ) : people.error && !people.data ? (
          <ErrorState error={people.error} retry={() => void people.refetch()} />
        ) : people.data?.length === 0 ? (
          <EmptyState title={typed || level ? 'Nobody matches' : 'There are no reviewers yet'}>Anyone can choose a reviewer level in their profile.</EmptyState>
        ) : (
          <ul aria-label="Reviewers">
            {people.data?.map((person) => (
              <ReviewerRow key={person.id} person={person} self={person.id === me?.id} ask={ask} />
            ))}
          </ul>
        )}
        {people.hasNextPage && (
          <div className="border-t border-line p-3 text-center">
            <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </Card>
    </Page>
  );
}

function ReviewerRow({ person, self, ask }: { person: ReviewerEntry; self: boolean; ask: AskSlot }) {
  const name = person.displayName || person.username;
  return (
    <li data-testid="reviewer" className={cn(ROW, 'relative min-h-14 border-b border-line py-2 last:border-0 hover:bg-s2/50')}>
      <div className="flex min-w-0 items-center gap-3">
        <Avatar name={name} className="size-8" />
        <div className="min-w-0">
          <Link href={`/people/${person.id}`} className="block truncate rounded-sm text-sm font-medium after:absolute after:inset-0">
            {name}
            {self && <span className="font-normal text-sub"> (you)</span>}
          </Link>
          <p className="truncate text-xs text-sub">@{person.username}</p>
        </div>
      </div>
      <div className="col-span-2 flex flex-wrap items-center gap-x-3 gap-y-1 md:contents">
        <span>
          <LevelBadge level={person.level} />
        </span>
        <LoadBar openClaims={person.openClaims} />
        <span className="text-xs text-mut tabular-nums">{answerWords(person)}</span>
      </div>
      <span className="relative z-10 col-start-2 row-start-1 text-right md:col-start-auto md:row-start-auto">{!self && ask({ id: person.id, name })}</span>
    </li>
  );
}
