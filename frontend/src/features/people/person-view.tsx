'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { LevelBadge } from '@/components/level-badge';
import { Card, Page } from '@/components/page';
import { Avatar } from '@/components/ui/avatar';
import { ErrorState } from '@/components/ui/states';
import { get } from '@/lib/api/http';
import type { PublicProfile } from '@/lib/api/types';
import { ApiError } from '@/lib/problem';
import { useRouteId } from '@/lib/route-id';

export function PersonView() {
  const id = useRouteId();
  const person = useQuery({ queryKey: ['person', id], queryFn: ({ signal }) => get<PublicProfile>(`/api/users/${id}`, signal), enabled: id !== null });
  if (person.error && !person.data) {
    const gone = person.error instanceof ApiError && person.error.status === 404;
    return <ErrorState error={person.error} title={gone ? 'There is no such person' : undefined} retry={gone ? undefined : () => void person.refetch()} />;
  }
  if (!person.data) return <div className="skeleton m-8 h-5 w-48" aria-busy="true" />;
  const { displayName, username, bio, reviewerLevel, createdAt } = person.data;
  return (
    <Page
      narrow
      title={displayName || username}
      intro={
        <Link href="/people" className="hover:text-fg">
          All reviewers
        </Link>
      }
    >
      <Card className="flex items-start gap-4 p-5">
        <Avatar name={displayName || username} className="size-12 text-base" />
        <div className="space-y-2">
          <p className="flex items-center gap-2 text-sm text-mut">
            @{username} <LevelBadge level={reviewerLevel} />
          </p>
          {bio && <p className="text-sm whitespace-pre-wrap">{bio}</p>}
          {createdAt && <p className="text-xs text-sub">Here since {new Date(createdAt).toLocaleDateString()}</p>}
        </div>
      </Card>
    </Page>
  );
}
