'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { useDeferredValue, useState } from 'react';
import { Card, Page } from '@/components/page';
import { Avatar } from '@/components/ui/avatar';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { LevelBadge } from '@/components/level-badge';
import { query } from '@/lib/api/http';
import { getAll } from '@/lib/api/items';
import { useMe } from '@/lib/api/me';
import type { PublicProfile } from '@/lib/api/types';

const LEVELS = [
  ['', 'All'],
  ['SENIOR', 'Senior'],
  ['JUNIOR', 'Junior'],
] as const;

export function PeopleView() {
  const [level, setLevel] = useState('');
  const [search, setSearch] = useState('');
  const typed = useDeferredValue(search.trim());
  const me = useMe().data;
  const people = useQuery({
    queryKey: ['reviewers', level, typed],
    queryFn: ({ signal }) => getAll<PublicProfile>(`/api/users/reviewers${query({ level, q: typed })}`, signal),
    placeholderData: (before) => before,
  });
  return (
    <Page
      title="Reviewers"
      intro={
        <>
          People who review. {me?.reviewerLevel === 'NONE' && (
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
          <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} placeholder="Search reviewers" className="h-8 w-full rounded-md border border-line2 bg-s1 pr-3 pl-8 text-sm" />
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
        {people.isPending ? (
          <SkeletonRows />
        ) : people.error && !people.data ? (
          <ErrorState error={people.error} retry={() => void people.refetch()} />
        ) : people.data.length === 0 ? (
          <EmptyState title={typed || level ? 'Nobody matches' : 'There are no reviewers yet'}>Anyone can choose a reviewer level in their profile.</EmptyState>
        ) : (
          <ul aria-label="Reviewers">
            {people.data.map((person) => (
              <li key={person.id} data-testid="reviewer" className="relative flex min-h-14 items-center gap-3 border-b border-line px-4 py-2 last:border-0 hover:bg-s2/50">
                <Avatar name={person.displayName || person.username} className="size-8" />
                <div className="min-w-0 grow">
                  <Link href={`/people/${person.id}`} className="block truncate rounded-sm text-sm font-medium after:absolute after:inset-0">
                    {person.displayName || person.username}
                    {person.id === me?.id && <span className="font-normal text-sub"> (you)</span>}
                  </Link>
                  <p className="truncate text-xs text-sub">{person.bio || `@${person.username}`}</p>
                </div>
                <LevelBadge level={person.reviewerLevel} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Page>
  );
}
