'use client';

import { Bell } from 'lucide-react';
import Link from 'next/link';
import { Tip } from '@/components/ui/tip';
import { useUnreadCount } from '@/features/notifications/queries';
import { useLiveNotifications } from '@/features/notifications/use-live-notifications';
import { useMe } from '@/lib/api/me';

export function NotificationBell() {
  const me = useMe();
  return me.data ? <LiveBell /> : <span className="size-7" />;
}

function LiveBell() {
  useLiveNotifications();
  const count = useUnreadCount().data ?? 0;
  return (
    <Tip label={count > 0 ? `${count} unread` : 'Inbox'} keys="g i">
      <Link href="/inbox" aria-label={count > 0 ? `Inbox, ${count} unread` : 'Inbox'} className="relative inline-flex size-7 items-center justify-center rounded-md text-mut hover:bg-s2 hover:text-fg">
        <Bell aria-hidden className="size-4" />
        <span aria-live="polite" className="contents">
          {count > 0 && (
            <span data-testid="unread-count" className="absolute -top-0.5 -right-0.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-acc px-1 text-[10px] leading-none font-semibold text-on-acc tabular-nums">
              {count > 99 ? '99+' : count}
            </span>
          )}
        </span>
      </Link>
    </Tip>
  );
}
