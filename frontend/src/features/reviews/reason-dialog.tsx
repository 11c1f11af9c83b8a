'use client';

import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';

export interface ReasonDialogProps {
  title: string;
  action: string;
  danger?: boolean;
  reasonNeeded?: boolean;
  withoutReason?: boolean;
  busy: boolean;
  onConfirm: (reason: string | undefined) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A move of a review, with the reason that its history keeps. */
export function ReasonDialog({ title, action, danger = false, reasonNeeded = false, withoutReason = false, busy, onConfirm, onClose, children }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const missing = reasonNeeded && reason.trim() === '';
  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (!missing) onConfirm(reason.trim() || undefined);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={children} testId="reason-dialog">
      <form onSubmit={go} className="contents">
        {!withoutReason && (
          <DialogBody>
            <TextArea label={reasonNeeded ? 'Reason' : 'Reason (optional)'} autoFocus maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} hint="It is shown in the history." />
          </DialogBody>
        )}
        <div className={withoutReason ? 'pt-4' : 'contents'}>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" tone={danger ? 'danger' : 'primary'} busy={busy} disabled={missing}>
              {action}
            </Button>
          </DialogFooter>
        </div>
      </form>
    </Dialog>
  );
}
