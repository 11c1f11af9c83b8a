'use client';

import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { degradationOf } from '@/features/workbench/degradation';
import { usePlatformStatus } from '@/features/workbench/queries';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** A part of the platform is away: which, what still works, and what happens with what is typed. `failing` means that a save has just met it. */
export function DegradationBanner({ failing }: { failing: boolean }) {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const status = usePlatformStatus(failing);
  const away = degradationOf(status.data, online, failing);
  if (!away) return null;
  return (
    <div role="status" data-testid="degraded" data-part={away.key} className="flex shrink-0 items-center gap-2 border-b border-line bg-warn/10 px-3 py-1.5 text-xs">
      <CloudOff aria-hidden className="size-3.5 shrink-0 text-warn" />
      <span>{away.text}</span>
    </div>
  );
}
