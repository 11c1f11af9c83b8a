'use client';

import { useEffect, useState } from 'react';
import { metersOf, withSample, type UsageSample } from '@/features/workbench/meters';
import type { Sandbox } from '@/lib/api/types';

/** What this page has seen of a sandbox's usage in the last five minutes. It starts anew with the sandbox. */
export function useUsageHistory(sandbox: Sandbox | undefined): UsageSample[] {
  const [samples, setSamples] = useState<UsageSample[]>([]);
  const usage = sandbox?.state === 'RUNNING' ? sandbox.usage : null;
  const limits = sandbox?.limits;
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- each answer of the service is one sample
    setSamples((before) => withSample(before, metersOf({ usage, limits }), Date.now()));
  }, [usage, limits]);
  return samples;
}
