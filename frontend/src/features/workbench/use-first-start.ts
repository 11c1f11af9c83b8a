'use client';

import { useEffect, useState } from 'react';
import type { Sandbox } from '@/lib/api/types';

/** A session that never ran starts by itself; one that was stopped waits for the person. */
export function useFirstStart(sandbox: Sandbox | undefined, start: () => void): void {
  const [asked, setAsked] = useState(false);
  const fresh = sandbox?.state === 'STOPPED' && !sandbox.startedAt && !sandbox.reason;
  useEffect(() => {
    if (!fresh || asked) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- remembers that the one request was made
    setAsked(true);
    start();
  }, [fresh, asked, start]);
}
