'use client';

import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useRenameSession } from '@/features/sessions/mutations';
import type { Session } from '@/lib/api/types';
import { messageOf } from '@/lib/problem';

export function RenameDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const rename = useRenameSession();
  const [name, setName] = useState(session.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ id: session.id, name: name.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Rename session">
      <form onSubmit={submit} className="contents">
        <DialogBody>
          <TextField label="Name" autoFocus maxLength={80} autoComplete="off" value={name} onFocus={(event) => event.target.select()} onChange={(event) => setName(event.target.value)} error={rename.error ? messageOf(rename.error) : undefined} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={rename.isPending} disabled={name.trim() === '' || name.trim() === session.name}>
            Rename
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
