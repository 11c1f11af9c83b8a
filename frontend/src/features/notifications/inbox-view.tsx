'use client';

import { CheckCheck, Settings2 } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { Suspense, useState, type ReactNode } from 'react';
import { Card, Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { groupByDay } from '@/features/notifications/group-by-day';
import { GroupRow } from '@/features/notifications/group-row';
import { NotificationRow, targetOf } from '@/features/notifications/notification-row';
import { NotificationSettings } from '@/features/notifications/notification-settings';
import { useInbox, useInboxGroups, useMarkRead, useUnreadCount, type Reading } from '@/features/notifications/queries';
import type { NotificationGroup } from '@/lib/api/types';
import { useCommands } from '@/lib/commands';
import { useNow } from '@/lib/now';

export function InboxView() {
  return (
    <Suspense fallback={null}>
      <Inbox />
    </Suspense>
  );
}

function Inbox() {
  const parameters = useSearchParams();
  const router = useRouter();
  const byReview = parameters.get('by') === 'review';
  const unreadOnly = parameters.get('show') === 'unread';
  const unread = useUnreadCount().data ?? 0;
  const markRead = useMarkRead();
  const first = useInbox(true);
  const [settings, setSettings] = useState(false);
  const show = (change: { by?: 'day' | 'review'; show?: 'all' | 'unread' }): void => {
    const next = { by: byReview ? 'review' : 'day', show: unreadOnly ? 'unread' : 'all', ...change };
    const text = [next.by === 'review' ? 'by=review' : '', next.show === 'unread' ? 'show=unread' : ''].filter(Boolean).join('&');
    history.replaceState(null, '', `${location.pathname}${text ? `?${text}` : ''}`);
  };
  const openFirst = (): void => {
    const next = first.data?.[0];
    if (!next) return;
    markRead.mutate({ kind: 'one', id: next.id });
    router.push(targetOf(next));
  };
  useCommands('inbox', [
    { id: 'inbox.open', title: 'Open the newest unread message', group: 'Inbox', keys: 'u', bare: true, run: openFirst },
    { id: 'inbox.read-all', title: 'Mark everything as read', group: 'Inbox', keys: 'Shift+a', bare: true, run: () => markRead.mutate({ kind: 'all' }) },
  ]);
  const read = (reading: Reading): void => markRead.mutate(reading);
  return (
    <Page
      narrow
      title="Inbox"
      actions={
        <>
          <div role="group" aria-label="Group" className="flex rounded-md border border-line2 bg-s1 p-0.5">
            {(['day', 'review'] as const).map((by) => (
              <button key={by} type="button" aria-pressed={byReview === (by === 'review')} onClick={() => show({ by })} className="h-6.5 rounded-sm px-2.5 text-xs font-medium text-mut hover:text-fg aria-pressed:bg-s3 aria-pressed:text-fg">
                By {by}
              </button>
            ))}
          </div>
          <Button icon={<CheckCheck className="size-4" />} disabled={unread === 0} onClick={() => read({ kind: 'all' })}>
            Mark all as read
          </Button>
          <IconButton label="What to be notified of" data-testid="inbox-settings" icon={<Settings2 className="size-4" />} onClick={() => setSettings(true)} />
        </>
      }
    >
      <Tabs label="Inbox" value={unreadOnly ? 'unread' : 'all'} onChange={(value) => show({ show: value === 'unread' ? 'unread' : 'all' })} tabs={[{ value: 'all', label: 'All' }, { value: 'unread', label: 'Unread', count: unread }]}>
        <div className="pt-4">{byReview ? <ByReview unreadOnly={unreadOnly} read={read} /> : <ByDay unreadOnly={unreadOnly} read={read} />}</div>
      </Tabs>
      {settings && <NotificationSettings onClose={() => setSettings(false)} />}
    </Page>
  );
}

interface ListProps {
  unreadOnly: boolean;
  read: (reading: Reading) => void;
}

function ByDay({ unreadOnly, read }: ListProps) {
  const inbox = useInbox(unreadOnly);
  const now = useNow();
  return (
    <Listed list={inbox} unreadOnly={unreadOnly}>
      {groupByDay(inbox.data ?? [], now).map(([day, notifications]) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-1.5 px-1 text-xs font-medium text-sub" suppressHydrationWarning>
            {day}
          </h2>
          <Card>
            <ul>
              {notifications.map((notification) => (
                <NotificationRow key={notification.id} notification={notification} markRead={() => read({ kind: 'one', id: notification.id })} />
              ))}
            </ul>
          </Card>
        </section>
      ))}
    </Listed>
  );
}

function ByReview({ unreadOnly, read }: ListProps) {
  const groups = useInboxGroups(unreadOnly, true);
  const readingOf = ({ reviewId, unread, latest }: NotificationGroup): Reading => (reviewId ? { kind: 'review', reviewId, unread } : { kind: 'one', id: latest.id });
  const all = groups.data ?? [];
  return (
    <Listed list={groups} unreadOnly={unreadOnly}>
      <Card>
        <ul>
          {[...all.filter(({ unread }) => unread > 0), ...all.filter(({ unread }) => unread === 0)].map((group) => (
            <GroupRow key={group.reviewId ?? 'none'} group={group} markRead={() => read(readingOf(group))} />
          ))}
        </ul>
      </Card>
    </Listed>
  );
}

/** As much of an endless list as showing its states takes. */
interface EndlessList {
  isPending: boolean;
  error: unknown;
  data: readonly unknown[] | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

function Listed({ list, unreadOnly, children }: { list: EndlessList; unreadOnly: boolean; children: ReactNode }) {
  if (list.isPending) {
    return (
      <Card>
        <SkeletonRows />
      </Card>
    );
  }
  if (list.error && !list.data) {
    return (
      <Card>
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      </Card>
    );
  }
  if (list.data?.length === 0) {
    return (
      <Card>
        <EmptyState title={unreadOnly ? 'Nothing unread' : 'Nothing here yet'}>Claims, comments and decisions about your reviews arrive here.</EmptyState>
      </Card>
    );
  }
  return (
    <div className="space-y-5">
      {children}
      {list.hasNextPage && (
        <div className="text-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      )}
    </div>
  );
}
