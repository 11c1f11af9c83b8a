'use client';

import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { Card, Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { groupByDay } from '@/features/notifications/group-by-day';
import { NotificationRow } from '@/features/notifications/notification-row';
import { useInbox, useMarkRead, useUnreadCount } from '@/features/notifications/queries';
import { useCommands } from '@/lib/commands';
import { useNow } from '@/lib/now';

export function InboxView() {
  const [tab, setTab] = useState('all');
  const inbox = useInbox(tab === 'unread');
  const unread = useUnreadCount().data ?? 0;
  const markRead = useMarkRead();
  const now = useNow();
  useCommands('inbox', [{ id: 'inbox.read-all', title: 'Mark everything as read', group: 'Inbox', keys: 'Shift+a', bare: true, run: () => markRead.mutate('all') }]);
  return (
    <Page
      narrow
      title="Inbox"
      actions={
        <Button icon={<CheckCheck className="size-4" />} disabled={unread === 0} onClick={() => markRead.mutate('all')}>
          Mark all as read
        </Button>
      }
    >
      <Tabs label="Inbox" value={tab} onChange={setTab} tabs={[{ value: 'all', label: 'All' }, { value: 'unread', label: 'Unread', count: unread }]}>
        <div className="pt-4">
          {inbox.isPending ? (
            <Card>
              <SkeletonRows />
            </Card>
          ) : inbox.error && !inbox.data ? (
            <Card>
              <ErrorState error={inbox.error} retry={() => void inbox.refetch()} />
            </Card>
          ) : inbox.data.length === 0 ? (
            <Card>
              <EmptyState title={tab === 'unread' ? 'Nothing unread' : 'Nothing here yet'}>Claims, comments and decisions about your reviews arrive here.</EmptyState>
            </Card>
          ) : (
            <div className="space-y-5">
              {groupByDay(inbox.data, now).map(([day, notifications]) => (
                <section key={day} aria-label={day}>
                  <h2 className="mb-1.5 px-1 text-xs font-medium text-sub" suppressHydrationWarning>
                    {day}
                  </h2>
                  <Card>
                    <ul>
                      {notifications.map((notification) => (
                        <NotificationRow key={notification.id} notification={notification} markRead={() => markRead.mutate(notification.id)} />
                      ))}
                    </ul>
                  </Card>
                </section>
              ))}
              {inbox.hasNextPage && (
                <div className="text-center">
                  <Button busy={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
                    Show older
                  </Button>
                </div>
              )}
            </div>
          )}
        </div>
      </Tabs>
    </Page>
  );
}
