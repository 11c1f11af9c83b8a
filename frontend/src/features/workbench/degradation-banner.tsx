'use client';

import { CloudOff } from 'lucide-react';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
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

/**
 * A part of the platform is away: which, what still works, and what happens with what is typed. `failing` means that a save has just met it;
 * `onRetry` saves what waits, and is called by itself as soon as the service answers again.
 */
export function DegradationBanner({ failing, onRetry }: { failing: boolean; onRetry: () => void }) {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const status = usePlatformStatus(failing);
  const checked = status.data?.services['workspace-service'] === 'UP' ? status.dataUpdatedAt : 0;
  // once for each answer: a save that fails again waits for the next one, or its retries would be a storm
  const answered = useEffectEvent(() => {
    if (failing) onRetry();
  });
  useEffect(() => {
    if (checked > 0) answered();
  }, [checked]);
  const away = degradationOf(status.data, online, failing);
  if (!away) return null;
  return (
    <div role="status" data-testid="degraded" data-part={away.key} className="flex shrink-0 items-center gap-2 border-b border-line bg-warn/10 px-3 py-1.5 text-xs">
      <CloudOff aria-hidden className="size-3.5 shrink-0 text-warn" />
      <span className="mr-auto">{away.text}</span>
      {away.key === 'workspace-service' && (
        <Button size="sm" tone="ghost" className="-my-1" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
