'use client';

import { useEffect, useState } from 'react';
import { TWO_COLUMNS_FROM } from '@/components/diff-view';
import type { Monaco } from '@/lib/monaco/load';

/** Whether there is room for two columns: without it the older side is not shown, whatever was asked for. */
export function useWide(diff: Monaco.editor.IStandaloneDiffEditor | null): boolean {
  const [wide, setWide] = useState(true);
  useEffect(() => {
    if (!diff) return;
    const observer = new ResizeObserver(([entry]) => entry && setWide(entry.contentRect.width > TWO_COLUMNS_FROM));
    observer.observe(diff.getContainerDomNode());
    return () => observer.disconnect();
  }, [diff]);
  return wide;
}
