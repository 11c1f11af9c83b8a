'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { SelectField } from '@/components/ui/field';
import { useActiveSessions } from '@/features/reviews/queries';
import { RequestReviewDialog } from '@/features/reviews/request-review-dialog';

const stored = (): Promise<boolean> => Promise.resolve(true);

/** Asks one reviewer by name: first for which session, then with the form of every request. */
export function AskReviewerButton({ reviewerId, name }: { reviewerId: string; name: string }) {
  const [step, setStep] = useState<'closed' | 'session' | 'form'>('closed');
  const [sessionId, setSessionId] = useState('');
  const sessions = useActiveSessions(step !== 'closed');
  const session = sessions.data?.find(({ id }) => id === sessionId) ?? sessions.data?.[0];
  const close = (): void => setStep('closed');
  return (
    <>
      <Button size="sm" data-testid="ask-for-review" onClick={() => setStep('session')}>
        Ask for a review
      </Button>
      {step === 'session' && (
        <Dialog open onOpenChange={(open) => !open && close()} title={`Ask ${name} for a review`} description="Which of your sessions is it about?">
          <DialogBody>
            {sessions.data?.length === 0 ? (
              <p className="text-sm text-mut">You have no session yet. Make one, write something, and ask again.</p>
            ) : (
              <SelectField label="Session" value={session?.id ?? ''} onChange={(event) => setSessionId(event.target.value)} disabled={!sessions.data}>
                {(sessions.data ?? []).map(({ id, name: title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </SelectField>
            )}
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <Button tone="primary" disabled={!session} onClick={() => setStep('form')}>
              Go on
            </Button>
          </DialogFooter>
        </Dialog>
      )}
      {step === 'form' && session && <RequestReviewDialog sessionId={session.id} suggestedTitle={session.name} beforeSubmit={stored} reviewerId={reviewerId} onClose={close} />}
    </>
  );
}
