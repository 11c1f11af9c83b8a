'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { IconButton } from '@/components/ui/icon-button';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Notification } from '@/lib/api/types';
import { cn } from '@/lib/class-names';

/** Where a click goes: the link the service gave (only inside this site), else the review or session itself. */
export function targetOf({ link, reviewId, sessionId }: Pick<Notification, 'link' | 'reviewId' | 'sessionId'>): string {
  if (link && link.startsWith('/') && !link.startsWith('//')) return link;
  if (reviewId) return `/reviews/${reviewId}`;
  return sessionId ? `/sessions/${sessionId}` : '/inbox';
}

export function NotificationRow({ notification, markRead }: { notification: Notification; markRead: () => void }) {
  const unread = notification.readAt === null || notification.readAt === undefined;
  return (
    <li data-testid="notification" className="relative flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-s2/50">
      <span aria-hidden className={cn('mt-1.5 size-2 shrink-0 rounded-full', unread ? 'bg-acc' : 'bg-transparent')} />
      <div className="min-w-0 grow">
        <Link href={targetOf(notification)} onClick={() => unread && markRead()} className={cn('block rounded-sm text-sm after:absolute after:inset-0', unread ? 'font-medium' : 'text-mut')}>
          {unread && <span className="sr-only">Unread: </span>}
          {notification.title}
        </Link>
        {notification.body && <p className="mt-0.5 line-clamp-2 text-xs text-mut">{notification.body}</p>}
      </div>
      <TimeAgo at={notification.createdAt} className="shrink-0 pt-0.5 text-xs text-sub" />
      <span className="relative z-10 -my-1 size-7 shrink-0">{unread && <IconButton label="Mark as read" icon={<Check className="size-4" />} onClick={markRead} />}</span>
    </li>
  );
}
