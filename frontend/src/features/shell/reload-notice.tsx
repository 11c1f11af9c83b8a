'use client';

import { useEffect } from 'react';
import { toast } from 'sonner';

/** A part of the app that is no longer on the server means a new release: offer it instead of failing. */
export function ReloadNotice() {
  useEffect(() => {
    const notice = (event: ErrorEvent | PromiseRejectionEvent) => {
      const text = String('reason' in event ? event.reason : event.message);
      if (!/ChunkLoadError|Failed to load chunk|dynamically imported module/i.test(text)) return;
      toast('There is a new version of Cove', {
        id: 'new-version',
        duration: Infinity,
        description: 'Reload to get it. Saved files are safe.',
        action: { label: 'Reload', onClick: () => location.reload() },
      });
    };
    window.addEventListener('error', notice);
    window.addEventListener('unhandledrejection', notice);
    return () => {
      window.removeEventListener('error', notice);
      window.removeEventListener('unhandledrejection', notice);
    };
  }, []);
  return null;
}
