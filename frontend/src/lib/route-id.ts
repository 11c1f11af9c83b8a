'use client';

import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** True once the page is live; what depends on the address, the clock or storage waits for it. */
export const useMounted = (): boolean => useSyncExternalStore(never, () => true, () => false);

/** The id in /sessions/<id>; null while hydrating, because the exported file was made for the placeholder `_`. */
export function useRouteId(index = 2): string | null {
  const pathname = usePathname();
  const mounted = useMounted();
  const value = pathname.split('/')[index];
  return mounted && value && value !== '_' ? decodeURIComponent(value) : null;
}
