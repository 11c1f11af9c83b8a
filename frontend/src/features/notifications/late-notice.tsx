'use client';

import { useQuery } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import { lateKey } from '@/features/notifications/queries';

/** Says that news are held up, and what is not: nobody should wait for a bell that cannot ring. */
export function LateNotice() {
  const late = useQuery<boolean>({ queryKey: lateKey, enabled: false, initialData: false }).data;
  if (!late) return null;
  return (
    <p role="status" data-testid="notifications-late" className="flex shrink-0 items-center gap-2 border-b border-line bg-warn/10 px-3 py-1.5 text-xs">
      <Hourglass aria-hidden className="size-3.5 shrink-0 text-warn" />
      Notifications come late at the moment, and none is lost. Saving, running and reviewing go on.
    </p>
  );
}
