'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { Documents } from '@/features/workbench/documents';
import { useTree } from '@/features/workbench/queries';
import { plural } from '@/lib/format';

/** The open files of a workbench, from its first moment to the last, when what is unsaved is saved, kept, or both. */
export function useDocuments(sessionId: string): Documents | null {
  const [documents, setDocuments] = useState<Documents | null>(null);
  const tree = useTree(sessionId);
  useEffect(() => {
    const made = new Documents(sessionId);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the documents are an outside system with a life of their own
    setDocuments(made);
    const leave = (event: BeforeUnloadEvent): void => {
      if (!made.isDirty()) return;
      made.journal.flush();
      event.preventDefault();
    };
    const hide = (): void => made.journal.flush();
    const online = (): void => made.retryAll();
    const listeners = [
      [window, 'beforeunload', leave],
      [window, 'pagehide', hide],
      [document, 'visibilitychange', hide],
      [window, 'online', online],
    ] as const;
    listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener as EventListener));
    return () => {
      listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener as EventListener));
      void made.saveAll().then((saved) => {
        if (!saved) toast.warning(`${plural(made.unsaved().length, 'file is', 'files are')} not saved yet`, { description: 'The text is kept in this browser. Open the session again to save it.', duration: 15_000 });
        made.dispose();
      });
    };
  }, [sessionId]);
  const loaded = tree.data !== undefined || tree.isError;
  const restore = useEffectEvent((opened: Documents) => {
    const files = tree.data?.items.filter(({ type }) => type === 'FILE').map(({ path }) => path) ?? [];
    void opened.restore(files.find((path) => path === 'main.py') ?? files.find((path) => path.endsWith('.py')) ?? null);
  });
  useEffect(() => {
    if (documents && loaded) restore(documents);
  }, [documents, loaded]);
  return documents;
}
