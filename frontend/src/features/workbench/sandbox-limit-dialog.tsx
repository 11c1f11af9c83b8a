'use client';

import { Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { runningOf, untilStopped } from '@/features/workbench/running-sandboxes';
import { get, post } from '@/lib/api/http';
import type { Sandbox } from '@/lib/api/types';
import { formatAge } from '@/lib/format';
import { useNow } from '@/lib/now';
import { messageOf } from '@/lib/problem';

type Freeing = { kind: 'idle' } | { kind: 'stopping'; sessionId: string } | { kind: 'failed'; message: string };

/** A start was refused because all places are taken: stop one of them here, and this one starts. */
export function SandboxLimitDialog({ error, onClose, onFreed }: { error: unknown; onClose: () => void; onFreed: () => void }) {
  const now = useNow();
  const [freeing, setFreeing] = useState<Freeing>({ kind: 'idle' });
  const running = runningOf(error);
  const stop = async (sessionId: string): Promise<void> => {
    setFreeing({ kind: 'stopping', sessionId });
    const address = `/api/sessions/${sessionId}/sandbox`;
    try {
      await post(`${address}/stop`);
      if (await untilStopped(() => get<Sandbox>(address).then(({ state }) => state))) onFreed();
      else setFreeing({ kind: 'failed', message: 'It takes longer than usual to stop. Try again in a moment.' });
    } catch (problem) {
      setFreeing({ kind: 'failed', message: messageOf(problem) });
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="All your sandboxes are in use" description={messageOf(error)} testId="sandbox-limit">
      <DialogBody className="py-2">
        <ul className="divide-y divide-line">
          {running.map(({ sessionId, name, since }) => (
            <li key={sessionId} className="flex items-center gap-3 py-2" data-testid="running-sandbox">
              <div className="min-w-0 grow">
                <p className="truncate text-sm font-medium">{name}</p>
                {since && <p className="text-xs text-sub">Started {formatAge(since, now)}</p>}
              </div>
              <Button
                size="sm"
                icon={<Square className="size-3" />}
                aria-label={`Stop ${name}`}
                busy={freeing.kind === 'stopping' && freeing.sessionId === sessionId}
                disabled={freeing.kind === 'stopping'}
                onClick={() => void stop(sessionId)}
              >
                Stop
              </Button>
            </li>
          ))}
        </ul>
        {running.length === 0 && <p className="py-2 text-sm text-mut">Stop one of them on the page of your sessions, and start this one again.</p>}
        {freeing.kind === 'failed' && (
          <p role="alert" className="mt-2 text-xs text-err">
            {freeing.message}
          </p>
        )}
      </DialogBody>
      <DialogFooter hint="Files of a stopped session are kept. This one starts by itself then.">
        <Button onClick={onClose}>Not now</Button>
      </DialogFooter>
    </Dialog>
  );
}
