'use client';

import { exactTime, formatAge } from '@/lib/format';
import { useNow } from '@/lib/now';

export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={now ? exactTime(at) : undefined} className={className} suppressHydrationWarning>
      {now ? formatAge(at, Math.max(now, Date.parse(at))) : ''}
    </time>
  );
}
