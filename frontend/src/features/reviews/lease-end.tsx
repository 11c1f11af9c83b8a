'use client';

import { leaseEndsSoon } from '@/features/reviews/rules';
import { formatDuration } from '@/lib/format';
import { useNow } from '@/lib/now';

/** When a claim lapses without an act of its holder. */
export function LeaseEnd({ at, mine }: { at: string; mine: boolean }) {
  const now = useNow();
  if (!now) return null;
  const left = Math.max(0, (Date.parse(at) - now) / 1000);
  const soon = leaseEndsSoon(at, now);
  return (
    <span data-testid="lease" className={mine && soon ? 'font-medium text-warn' : undefined} title={`Until ${new Date(at).toLocaleString()}.${mine ? ' Each of your acts here renews it.' : ''}`}>
      {mine ? 'Your claim lasts' : 'Claimed for'} {left < 60 ? 'less than a minute' : formatDuration(left)} more
    </span>
  );
}
