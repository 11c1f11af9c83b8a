'use client';

import { Eraser, Play, RotateCw, Square } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { SandboxAction } from '@/features/workbench/mutations';
import type { Sandbox } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { exactTime, formatAge, formatDuration } from '@/lib/format';
import { useNow } from '@/lib/now';
import { keptAliveWords, networkWords, reasonSentence } from '@/lib/sandbox-words';

const WORDS = { STOPPED: 'Stopped', STARTING: 'Starting…', RUNNING: 'Running', STOPPING: 'Stopping…', FAILED: 'Failed' } as const;
const TONES = { STOPPED: 'text-mut', STARTING: 'text-warn', RUNNING: 'text-ok', STOPPING: 'text-warn', FAILED: 'text-err' } as const;

/** The state of the sandbox in the status bar; behind it why it is alive and when it stops. */
export function SandboxPopover({ sandbox, act }: { sandbox: Sandbox; act: (action: SandboxAction) => void }) {
  const { state } = sandbox;
  const down = state === 'STOPPED' || state === 'FAILED';
  const [resetting, setResetting] = useState(false);
  return (
    <>
      <Popover.Root>
        <Popover.Trigger data-testid="sandbox-state" data-state={state} className="flex h-5 min-w-0 items-center gap-1.5 rounded-sm whitespace-nowrap hover:text-fg">
          <span aria-hidden className={cn('size-1.5 shrink-0 rounded-full bg-current', TONES[state], (state === 'STARTING' || state === 'STOPPING') && 'animate-pulse')} />
          <span className={cn('truncate', state !== 'RUNNING' && TONES[state])}>
            Sandbox: {WORDS[state]}
            {down && sandbox.reason ? `. ${reasonSentence(sandbox.reason)}` : ''}
          </span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content side="top" align="start" sideOffset={8} collisionPadding={8} aria-label="Sandbox" data-testid="sandbox-details" className="animate-rise z-50 w-80 rounded-lg border border-line2 bg-s1 p-4 text-xs shadow-float">
            <p className={cn('text-sm font-semibold', TONES[state])}>{WORDS[state]}</p>
            {sandbox.reason && <p className="mt-0.5 text-mut">{reasonSentence(sandbox.reason)}</p>}
            {state === 'RUNNING' ? <Lifetime sandbox={sandbox} /> : <p className="mt-2 text-mut">Your files are saved and can be edited.</p>}
            {sandbox.network && <p className="mt-3 text-mut">{networkWords(sandbox.network)}</p>}
            <div className="mt-4 flex flex-wrap gap-2">
              {down && <Way act={act} action="start" label={state === 'FAILED' ? 'Start again' : 'Start'} icon={<Play className="size-3.5" />} />}
              {state === 'RUNNING' && (
                <>
                  <Way act={act} action="keep-alive" label="Keep 1 h" />
                  <Way act={act} action="restart" label="Restart" icon={<RotateCw className="size-3.5" />} />
                  <Way act={act} action="stop" label="Stop" icon={<Square className="size-3" />} />
                </>
              )}
              {(down || state === 'RUNNING') && (
                <Popover.Close asChild>
                  <Button size="sm" icon={<Eraser className="size-3.5" />} onClick={() => setResetting(true)}>
                    Reset environment…
                  </Button>
                </Popover.Close>
              )}
            </div>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <ConfirmDialog
        open={resetting}
        onOpenChange={setResetting}
        title="Reset the environment?"
        action="Reset"
        danger
        onConfirm={() => {
          setResetting(false);
          act('reset');
        }}
      >
        Installed packages and everything else in the home folder are removed, and running programs end. The files of the session stay.
      </ConfirmDialog>
      {down && (
        <button type="button" className="rounded-sm font-medium text-acc hover:underline" onClick={() => act('start')}>
          Start
        </button>
      )}
    </>
  );
}

function Way({ act, action, label, icon }: { act: (action: SandboxAction) => void; action: SandboxAction; label: string; icon?: React.ReactNode }) {
  return (
    <Popover.Close asChild>
      <Button size="sm" icon={icon} onClick={() => act(action)}>
        {label}
      </Button>
    </Popover.Close>
  );
}

function Lifetime({ sandbox }: { sandbox: Sandbox }) {
  const now = useNow();
  const left = sandbox.stopsAt ? (Date.parse(sandbox.stopsAt) - now) / 1000 : null;
  const reasons = sandbox.keptAliveBy ?? [];
  return (
    <dl className="mt-3 grid grid-cols-[7rem_1fr] gap-x-3 gap-y-2 tabular-nums">
      {sandbox.startedAt && <Fact label="Started" exact={sandbox.startedAt}>{formatAge(sandbox.startedAt, now)}</Fact>}
      {sandbox.lastActivityAt && <Fact label="Last activity" exact={sandbox.lastActivityAt}>{formatAge(sandbox.lastActivityAt, now)}</Fact>}
      <Fact label="Why alive">
        {reasons.length === 0 ? (
          left === null ? 'It has just begun.' : 'Nothing keeps it alive just now.'
        ) : (
          <ul>
            {reasons.map((reason) => (
              <li key={reason} className="first-letter:uppercase">
                {keptAliveWords(reason)}
              </li>
            ))}
          </ul>
        )}
      </Fact>
      <Fact label="Stops" exact={sandbox.stopsAt ?? undefined}>
        {left === null ? (reasons.length === 0 ? 'Known in a moment.' : 'Not while it is in use.') : left <= 0 ? 'Any moment.' : `In ${formatDuration(left)}, unless something happens in it.`}
      </Fact>
    </dl>
  );
}

function Fact({ label, exact, children }: { label: string; exact?: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-sub">{label}</dt>
      <dd title={exact ? exactTime(exact) : undefined}>{children}</dd>
    </>
  );
}
