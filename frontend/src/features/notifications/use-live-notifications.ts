'use client';

import { useQueryClient } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { NotificationsConnection } from '@/features/notifications/notifications-connection';
import { inboxKey, lateKey, unreadKey } from '@/features/notifications/queries';
import { ensureSignedIn } from '@/lib/api/http';
import { useMe } from '@/lib/api/me';

/** One socket per tab while somebody is signed in. A toast comes only for what the open page is about. */
export function useLiveNotifications(): void {
  const client = useQueryClient();
  const userId = useMe().data?.id;
  const pathname = usePathname();
  const page = useRef(pathname);
  useEffect(() => {
    page.current = pathname;
  }, [pathname]);

  useEffect(() => {
    if (!userId) return;
    const connection = new NotificationsConnection({
      signIn: ensureSignedIn,
      onUnread: (unread) => {
        const before = client.getQueryData<number>(unreadKey);
        client.setQueryData(unreadKey, unread);
        // read in another tab
        if (before !== undefined && unread < before) void client.invalidateQueries({ queryKey: [...inboxKey, 'list'] });
      },
      onLate: (late) => client.setQueryData(lateKey, late),
      onResumed: () => void client.invalidateQueries({ queryKey: inboxKey }),
      onNotification: (notification) => {
        void client.invalidateQueries({ queryKey: [...inboxKey, 'list'] });
        void client.invalidateQueries({ queryKey: ['reviews'] });
        if (notification.reviewId) {
          void client.invalidateQueries({ queryKey: ['review', notification.reviewId] });
          if (page.current.includes(notification.reviewId)) toast(notification.title, { description: notification.body ?? undefined });
        }
      },
    });
    connection.start();
    return () => connection.dispose();
  }, [userId, client]);
}
