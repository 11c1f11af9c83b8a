'use client';

import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useTrashSession } from '@/features/sessions/mutations';
import type { Session } from '@/lib/api/types';
import { plural } from '@/lib/format';

/** Nothing brings it back, so the name is asked for. */
export function DeleteSessionDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const remove = useTrashSession();
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    remove.mutate({ id: session.id, permanent: true }, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Delete “${session.name}” for ever?`} description={`Its ${plural(session.fileCount, 'file')} and all their versions go. Nobody can bring them back.`} testId="delete-session-dialog">
      <form onSubmit={submit} className="contents">
        <DialogBody>
          <TextField label="Type the name of the session" autoFocus autoComplete="off" spellCheck={false} placeholder={session.name} value={name} onChange={(event) => setName(event.target.value)} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="danger" busy={remove.isPending} disabled={name.trim() !== session.name}>
            Delete for ever
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
