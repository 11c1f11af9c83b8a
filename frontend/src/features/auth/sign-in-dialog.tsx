'use client';

import { useSyncExternalStore } from 'react';
import { Dialog, DialogBody } from '@/components/ui/dialog';
import { LoginForm } from '@/features/auth/login-form';
import { authGate } from '@/lib/api/auth-gate';

/** Shown over whatever is open when the login ends in the middle of work; the page below keeps everything. */
export function SignInDialog() {
  const asking = useSyncExternalStore(authGate.subscribe, authGate.asking, () => false);
  return (
    <Dialog
      open={asking}
      onOpenChange={() => {}}
      modalOnly
      testId="sign-in-dialog"
      title="Sign in again"
      description="Your login has ended. What you typed is kept and is saved as soon as you are back."
      className="max-w-sm"
    >
      <DialogBody className="pb-5">
        <LoginForm initialName={authGate.knownUser()?.username ?? ''} />
      </DialogBody>
    </Dialog>
  );
}
