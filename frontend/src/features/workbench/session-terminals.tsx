'use client';

import { useImperativeHandle, type Ref } from 'react';
import { SANDBOX_LIMIT, useSandboxAction } from '@/features/workbench/mutations';
import { useSandbox } from '@/features/workbench/queries';
import { SandboxLimitDialog } from '@/features/workbench/sandbox-limit-dialog';
import { TerminalPanel } from '@/features/workbench/terminal-panel';
import { useFirstStart } from '@/features/workbench/use-first-start';
import { useTerminals } from '@/features/workbench/use-terminals';
import { hasCode } from '@/lib/problem';

export interface SessionTerminalsProps {
  sessionId: string;
  handle: Ref<{ selection(): string }>;
  onHide: () => void;
}

/** The terminals of a session alone, for a page that is about something else. */
export function SessionTerminals({ sessionId, handle, onHide }: SessionTerminalsProps) {
  const sandbox = useSandbox(sessionId).data;
  const act = useSandboxAction(sessionId);
  const terminals = useTerminals(sessionId, sandbox?.state === 'RUNNING', false);
  useFirstStart(sandbox, () => act.mutate('start'));
  useImperativeHandle(handle, () => ({ selection: () => terminals.handle()?.selection() ?? '' }));
  return (
    <>
      <TerminalPanel sessionId={sessionId} sandbox={sandbox} terminals={terminals} focus onStart={() => act.mutate('start')} starting={act.isPending} onClose={onHide} />
      {hasCode(act.error, SANDBOX_LIMIT) && <SandboxLimitDialog error={act.error} onClose={() => act.reset()} onFreed={() => act.mutate('start')} />}
    </>
  );
}
