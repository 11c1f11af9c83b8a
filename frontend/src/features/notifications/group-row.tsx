'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { IconButton } from '@/components/ui/icon-button';
import { TimeAgo } from '@/components/ui/time-ago';
import { targetOf } from '@/features/notifications/notification-row';
import type { NotificationGroup } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { plural } from '@/lib/format';

/** All the news about one review in a row: the newest in words, the rest in number. */
export function GroupRow({ group: { latest, count, unread }, markRead }: { group: NotificationGroup; markRead: () => void }) {
  return (
    <li data-testid="notification-group" className="relative flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-s2/50">
      <span aria-hidden className={cn('mt-1.5 size-2 shrink-0 rounded-full', unread > 0 ? 'bg-acc' : 'bg-transparent')} />
      <div className="min-w-0 grow">
        <Link href={targetOf(latest)} onClick={() => unread > 0 && markRead()} className={cn('block rounded-sm text-sm after:absolute after:inset-0', unread > 0 ? 'font-medium' : 'text-mut')}>
          {latest.title}
        </Link>
        <p className="mt-0.5 text-xs text-mut tabular-nums">
          {plural(count, 'message')} about it{unread > 0 && ` · ${unread} unread`}
        </p>
      </div>
      <TimeAgo at={latest.createdAt} className="shrink-0 pt-0.5 text-xs text-sub" />
      <span className="relative z-10 -my-1 size-7 shrink-0">{unread > 0 && <IconButton label="Mark all of this review as read" icon={<Check className="size-4" />} onClick={markRead} />}</span>
    </li>
  );
}
