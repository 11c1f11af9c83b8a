'use client';

import { Plus, Search } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Card, Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { useCreateSession, useRestoreSession, useSandboxAction, useTrashSession } from '@/features/sessions/mutations';
import { NewSessionDialog } from '@/features/sessions/new-session-dialog';
import { useQuota, useSandboxes, useSessions, type SessionFilter } from '@/features/sessions/queries';
import { RenameDialog } from '@/features/sessions/rename-dialog';
import { ROW, SessionRow, type SessionActions } from '@/features/sessions/session-row';
import type { Session } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { useCommands } from '@/lib/commands';
import { messageOf } from '@/lib/problem';

type Asked = { what: 'rename' | 'trash' | 'remove'; session: Session } | null;

export function SessionsView() {
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<SessionFilter>('ACTIVE');
  const [creating, setCreating] = useState(false);
  const [asked, setAsked] = useState<Asked>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const sessions = useSessions(useDeferredValue(search.trim()), filter);
  const list = sessions.data ?? [];
  const sandboxes = useSandboxes(filter === 'ACTIVE' ? list : []);
  const quota = useQuota();
  const actions = useActions(setAsked);
  const trash = useTrashSession();

  useCommands('sessions', [
    { id: 'session.new', title: 'New session', group: 'Sessions', keys: 'n', bare: true, run: () => setCreating(true) },
    { id: 'session.search', title: 'Search sessions', group: 'Sessions', keys: '/', bare: true, run: () => searchBox.current?.focus() },
  ]);

  const close = () => setAsked(null);
  return (
    <Page
      title="Sessions"
      intro={quota.data ? <span data-testid="quota" className="tabular-nums">{quota.data.running} running of {quota.data.allowed} allowed</span> : <span>&nbsp;</span>}
      actions={
        <Button tone="primary" icon={<Plus className="size-4" />} onClick={() => setCreating(true)}>
          New session
        </Button>
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <label className="relative grow sm:max-w-xs">
          <span className="sr-only">Search sessions</span>
          <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-sub" />
          <input
            ref={searchBox}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            placeholder="Search sessions"
            className="h-8 w-full rounded-md border border-line2 bg-s1 pr-3 pl-8 text-sm"
          />
        </label>
        <div role="group" aria-label="Show" className="flex rounded-md border border-line2 bg-s1 p-0.5">
          {(['ACTIVE', 'TRASHED'] as const).map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={filter === value}
              onClick={() => setFilter(value)}
              className="h-6.5 rounded-sm px-2.5 text-xs font-medium text-mut hover:text-fg aria-pressed:bg-s3 aria-pressed:text-fg"
            >
              {value === 'ACTIVE' ? 'Active' : 'Trash'}
            </button>
          ))}
        </div>
      </div>
      <Card>
        <div className={cn(ROW, 'hidden h-9 border-b border-line text-xxs text-sub md:grid')} aria-hidden>
          <span>Session</span>
          <span>Status</span>
          <span>Memory</span>
          <span>Last used</span>
          <span />
        </div>
        {sessions.isPending ? (
          <SkeletonRows />
        ) : sessions.error && !sessions.data ? (
          <ErrorState error={sessions.error} retry={() => void sessions.refetch()} />
        ) : list.length === 0 ? (
          <Nothing search={search} filter={filter} create={() => setCreating(true)} />
        ) : (
          <ul aria-label="Sessions">
            {list.map((session) => (
              <SessionRow key={session.id} session={session} sandbox={sandboxes.get(session.id)} actions={actions} />
            ))}
          </ul>
        )}
      </Card>
      <NewSessionDialog open={creating} onOpenChange={setCreating} />
      {asked?.what === 'rename' && <RenameDialog session={asked.session} onClose={close} />}
      {asked && asked.what !== 'rename' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          danger
          busy={trash.isPending}
          title={asked.what === 'trash' ? `Move “${asked.session.name}” to the trash?` : `Delete “${asked.session.name}” for ever?`}
          action={asked.what === 'trash' ? 'Move to trash' : 'Delete for ever'}
          onConfirm={() => trash.mutate({ id: asked.session.id, permanent: asked.what === 'remove' }, { onSettled: close })}
        >
          {asked.what === 'trash'
            ? 'Its sandbox stops now. You can restore the files for 7 days.'
            : 'All its files and versions go. Nobody can bring them back.'}
        </ConfirmDialog>
      )}
    </Page>
  );
}

function useActions(ask: (asked: Asked) => void): SessionActions {
  const create = useCreateSession();
  const restore = useRestoreSession();
  const sandbox = useSandboxAction();
  return {
    rename: (session) => ask({ what: 'rename', session }),
    trash: (session) => ask({ what: 'trash', session }),
    remove: (session) => ask({ what: 'remove', session }),
    restore: (session) => restore.mutate(session.id, { onSuccess: () => toast.success(`“${session.name}” is back`) }),
    duplicate: (session) =>
      create.mutate(
        { name: `${session.name} copy`.slice(0, 80), copyOf: session.id },
        {
          onSuccess: (copy) => toast.success(`Copied to “${copy.name}”`),
          onError: (error) => toast.error('The session was not copied', { description: messageOf(error) }),
        },
      ),
    sandbox: (session, action) =>
      sandbox.mutate(
        { id: session.id, action },
        {
          onSuccess: () =>
            action === 'stop' &&
            toast(`“${session.name}” is stopping`, { action: { label: 'Start again', onClick: () => sandbox.mutate({ id: session.id, action: 'start' }) } }),
        },
      ),
  };
}

function Nothing({ search, filter, create }: { search: string; filter: SessionFilter; create: () => void }) {
  if (search.trim()) return <EmptyState title={`No session matches “${search.trim()}”`} />;
  if (filter === 'TRASHED') return <EmptyState title="The trash is empty">Deleted sessions stay here for 7 days.</EmptyState>;
  return (
    <EmptyState
      title="No sessions yet"
      action={
        <Button tone="primary" icon={<Plus className="size-4" />} onClick={create}>
          New session
        </Button>
      }
    >
      A session is a Linux sandbox with your files, an editor and real terminals.
    </EmptyState>
  );
}
