'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { ErrorState, SkeletonRows } from '@/components/ui/states';
import { keys, useIgnoreList } from '@/features/workbench/queries';
import { put } from '@/lib/api/http';
import type { IgnoreList } from '@/lib/api/types';
import { messageOf } from '@/lib/problem';

/** Which names stay in the sandbox and are not saved: seen by everybody, changed by the owner. */
export function IgnoreDialog({ sessionId, onClose }: { sessionId: string; onClose: () => void }) {
  const list = useIgnoreList(sessionId);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Files that are not saved" description="What has one of these names stays in the sandbox: it is not in the tree, not saved, and goes when the sandbox is reset." testId="ignore-dialog">
      {list.data ? <IgnoreForm sessionId={sessionId} list={list.data} onClose={onClose} /> : <DialogBody>{list.error ? <ErrorState error={list.error} retry={() => void list.refetch()} className="py-6" /> : <SkeletonRows rows={3} height={32} />}</DialogBody>}
    </Dialog>
  );
}

function IgnoreForm({ sessionId, list, onClose }: { sessionId: string; list: IgnoreList; onClose: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(list.names.join('\n'));
  const names = [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))];
  const change = useMutation({
    mutationFn: (wanted: string[] | null) => put<IgnoreList>(`/api/sessions/${sessionId}/ignore`, { names: wanted }),
    onSuccess: (saved) => {
      client.setQueryData(keys.ignore(sessionId), saved);
      toast.success('Kept. A running sandbox takes it up at its next start.');
      onClose();
    },
  });
  return (
    <>
      <DialogBody>
        <TextArea label="Names, one a line" rows={10} spellCheck={false} className="font-mono text-xs" value={text} onChange={(event) => setText(event.target.value)} error={change.error ? messageOf(change.error) : undefined} hint="A name is met in every folder; a/b is b directly in any a." />
      </DialogBody>
      <DialogFooter
        hint={
          list.custom && (
            <Button size="sm" tone="ghost" onClick={() => change.mutate(null)}>
              Back to the defaults
            </Button>
          )
        }
      >
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="primary" busy={change.isPending} disabled={names.join('\n') === list.names.join('\n')} onClick={() => change.mutate(names)}>
          Save
        </Button>
      </DialogFooter>
    </>
  );
}
