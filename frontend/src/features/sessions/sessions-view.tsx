'use client';

import { Plus } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useDeferredValue, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Card, Page } from '@/components/page';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states';
import { DeleteSessionDialog } from '@/features/sessions/delete-session-dialog';
import { ListControls } from '@/features/sessions/list-controls';
import { useCreateSession, useMoveSession, useSandboxAction, useTrashSession } from '@/features/sessions/mutations';
import { NewSessionDialog } from '@/features/sessions/new-session-dialog';
import { useQuota, useSandboxes, useSessions } from '@/features/sessions/queries';
import { RenameDialog } from '@/features/sessions/rename-dialog';
import { addressOf, arranged, STATES, viewFrom, type ListView } from '@/features/sessions/session-list';
import { ROW, SessionRow, type SessionActions } from '@/features/sessions/session-row';
import type { Session, Template } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { useCommands } from '@/lib/commands';
import { messageOf } from '@/lib/problem';

type Asked = { what: 'rename' | 'trash' | 'remove'; session: Session } | null;

export function SessionsView() {
  const [view, setView] = useListView();
  const [creating, setCreating] = useState<Template | null>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const sessions = useSessions(useDeferredValue(view.search.trim()), view.status);
  const known = sessions.data ?? [];
  const sandboxes = useSandboxes(view.status === 'TRASHED' ? [] : known);
  const list = arranged(known, view, (id) => sandboxes.get(id)?.state);
  const quota = useQuota();
  const actions = useActions(setAsked);
  const trash = useTrashSession();

  useCommands('sessions', [
    { id: 'session.new', title: 'New session', group: 'Sessions', keys: 'n', bare: true, run: () => setCreating('python') },
    { id: 'session.search', title: 'Search sessions', group: 'Sessions', keys: '/', bare: true, run: () => searchBox.current?.focus() },
  ]);

  const close = () => setAsked(null);
  return (
    <Page
      title="Sessions"
      intro={quota.data ? <span data-testid="quota" className="tabular-nums">{quota.data.running} running of {quota.data.allowed} allowed</span> : <span>&nbsp;</span>}
      actions={
        <Button tone="primary" icon={<Plus className="size-4" />} onClick={() => setCreating('python')}>
          New session
        </Button>
      }
    >
      <ListControls view={view} onChange={setView} searchBox={searchBox} />
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
          <Nothing view={view} filtered={known.length > 0} create={setCreating} />
        ) : (
          <ul aria-label="Sessions">
            {list.map((session) => (
              <SessionRow key={session.id} session={session} sandbox={sandboxes.get(session.id)} actions={actions} />
            ))}
          </ul>
        )}
      </Card>
      {creating && <NewSessionDialog open initial={creating} onOpenChange={(open) => !open && setCreating(null)} />}
      {asked?.what === 'rename' && <RenameDialog session={asked.session} onClose={close} />}
      {asked?.what === 'remove' && <DeleteSessionDialog session={asked.session} onClose={close} />}
      {asked?.what === 'trash' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          danger
          busy={trash.isPending}
          title={`Move “${asked.session.name}” to the trash?`}
          action="Move to trash"
          onConfirm={() => trash.mutate({ id: asked.session.id }, { onSettled: close })}
        >
          Its sandbox stops now. You can restore the files for 7 days.
        </ConfirmDialog>
      )}
    </Page>
  );
}

/** The view is in the address: it survives a reload, and a link shows the same list. */
function useListView(): [ListView, (change: Partial<ListView>) => void] {
  const parameters = useSearchParams();
  const [view, setView] = useState(() => viewFrom(parameters));
  const change = (some: Partial<ListView>): void => {
    const next = { ...view, ...some };
    setView(next);
    window.history.replaceState(null, '', `${location.pathname}${addressOf(next)}`);
  };
  return [view, change];
}

function useActions(ask: (asked: Asked) => void): SessionActions {
  const create = useCreateSession();
  const move = useMoveSession();
  const sandbox = useSandboxAction();
  return {
    rename: (session) => ask({ what: 'rename', session }),
    trash: (session) => ask({ what: 'trash', session }),
    remove: (session) => ask({ what: 'remove', session }),
    archive: (session) =>
      move.mutate(
        { id: session.id, status: 'ARCHIVED' },
        { onSuccess: () => toast(`“${session.name}” is archived`, { action: { label: 'Undo', onClick: () => move.mutate({ id: session.id, status: 'ACTIVE' }) } }) },
      ),
    restore: (session) => move.mutate({ id: session.id, status: 'ACTIVE' }, { onSuccess: () => toast.success(`“${session.name}” is back`) }),
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

const STARTERS: { template: Template; title: string; text: string }[] = [
  { template: 'python', title: 'Python', text: 'A main.py that runs.' },
  { template: 'data-science', title: 'Data science', text: 'With a first plot.' },
  { template: 'empty', title: 'Empty', text: 'Bring your own files.' },
];

function Nothing({ view, filtered, create }: { view: ListView; filtered: boolean; create: (template: Template) => void }) {
  if (view.search.trim()) return <EmptyState title={`No session matches “${view.search.trim()}”`} />;
  if (filtered) return <EmptyState title={`No session here is ${STATES[view.state].toLowerCase()}`} />;
  if (view.status === 'TRASHED') return <EmptyState title="The trash is empty">Deleted sessions stay here for 7 days.</EmptyState>;
  if (view.status === 'ARCHIVED') return <EmptyState title="Nothing is archived">Archive what you want to keep and not see every day.</EmptyState>;
  return (
    <EmptyState
      title="No sessions yet"
      action={
        <div className="grid gap-2 sm:grid-cols-3">
          {STARTERS.map(({ template, title, text }) => (
            <button key={template} type="button" onClick={() => create(template)} className="w-44 rounded-md border border-line2 px-3 py-2.5 text-left transition-colors duration-100 hover:bg-s2">
              <span className="block text-sm font-medium">{title}</span>
              <span className="block text-xs text-mut">{text}</span>
            </button>
          ))}
        </div>
      }
    >
      A session is a Linux sandbox with your files, an editor and real terminals. Start from:
    </EmptyState>
  );
}
