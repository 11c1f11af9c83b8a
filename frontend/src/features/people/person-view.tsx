'use client';

import Link from 'next/link';
import { LevelBadge } from '@/components/level-badge';
import { Card, Page } from '@/components/page';
import { Avatar } from '@/components/ui/avatar';
import { ErrorState } from '@/components/ui/states';
import { answerWords, LoadBar } from '@/features/people/load-bar';
import type { AskSlot } from '@/features/people/people-view';
import { usePerson, useReviewerOf } from '@/features/people/queries';
import { useMe } from '@/lib/api/me';
import { ApiError } from '@/lib/problem';
import { useRouteId } from '@/lib/route-id';

export function PersonView({ ask }: { ask: AskSlot }) {
  const person = usePerson(useRouteId());
  const reviewer = useReviewerOf(person.data).data;
  const me = useMe().data;
  if (person.error && !person.data) {
    const gone = person.error instanceof ApiError && person.error.status === 404;
    return <ErrorState error={person.error} title={gone ? 'There is no such person' : undefined} retry={gone ? undefined : () => void person.refetch()} />;
  }
  if (!person.data) return <div className="skeleton m-8 h-5 w-48" aria-busy="true" />;
  const { id, displayName, username, bio, reviewerLevel, createdAt } = person.data;
  const name = displayName || username;
  return (
    <Page
      narrow
      title={name}
      intro={
        <Link href="/people" className="hover:text-fg">
          All reviewers
        </Link>
      }
      actions={reviewer && id !== me?.id && ask({ id, name })}
    >
      <Card className="flex items-start gap-4 p-5">
        <Avatar name={name} className="size-12 text-base" />
        <div className="space-y-2">
          <p className="flex items-center gap-2 text-sm text-mut">
            @{username} <LevelBadge level={reviewerLevel} />
          </p>
          {reviewer && (
            <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-mut tabular-nums">
              <LoadBar openClaims={reviewer.openClaims} />
              {answerWords(reviewer)}
            </p>
          )}
          {bio && <p className="text-sm whitespace-pre-wrap">{bio}</p>}
          {createdAt && <p className="text-xs text-sub">Here since {new Date(createdAt).toLocaleDateString()}</p>}
        </div>
      </Card>
    </Page>
  );
}
