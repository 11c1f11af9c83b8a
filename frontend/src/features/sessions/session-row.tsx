'use client';

import { Archive, ArchiveRestore, Copy, Download, Ellipsis, Pencil, Play, RotateCcw, Square, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, type MenuItems } from '@/components/ui/menu';
import { TimeAgo } from '@/components/ui/time-ago';
import { lastUsed } from '@/features/sessions/session-list';
import { SandboxStatus } from '@/features/sessions/sandbox-status';
import type { Sandbox, Session } from '@/lib/api/types';
import { formatBytes, plural } from '@/lib/format';
import { download } from '@/lib/download';
import { cn } from '@/lib/class-names';
import { useNow } from '@/lib/now';

export interface SessionActions {
  rename: (session: Session) => void;
  duplicate: (session: Session) => void;
  trash: (session: Session) => void;
  archive: (session: Session) => void;
  /** Active again, from the archive or the trash. */
  restore: (session: Session) => void;
  remove: (session: Session) => void;
  sandbox: (session: Session, action: 'start' | 'stop') => void;
}

export const ROW = 'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 md:grid-cols-[minmax(0,1fr)_100px_180px_100px_64px]';

const TEMPLATES: Record<string, string> = { python: 'Python', 'data-science': 'Data science', empty: 'Empty' };

export function SessionRow({ session, sandbox, actions }: { session: Session; sandbox: Sandbox | undefined; actions: SessionActions }) {
  const trashed = session.status === 'TRASHED';
  const running = sandbox?.state === 'RUNNING';
  return (
    <li data-testid="session-row" data-session-id={session.id} className={cn(ROW, 'relative min-h-14 border-b border-line py-2 transition-colors duration-100 last:border-0 hover:bg-s2/50')}>
      <div className="min-w-0">
        {trashed ? (
          <span className="block truncate text-sm font-medium">{session.name}</span>
        ) : (
          <Link href={`/sessions/${session.id}`} className="block truncate rounded-sm text-sm font-medium after:absolute after:inset-0">
            {session.name}
          </Link>
        )}
        <p className="truncate text-xs text-sub tabular-nums">
          {TEMPLATES[session.template] ?? session.template} · {plural(session.fileCount, 'file')} · {formatBytes(session.bytes)}
        </p>
      </div>
      <div className="col-start-1 text-sm md:col-start-auto">{trashed ? <TrashedSince session={session} /> : <SandboxStatus sandbox={sandbox} />}</div>
      <div className="hidden text-sm md:block">{running && !trashed ? <MemoryMeter sandbox={sandbox} /> : <span className="text-sub">–</span>}</div>
      <div className="hidden text-sm text-mut md:block">
        <TimeAgo at={lastUsed(session)} />
      </div>
      <div className="relative z-10 col-start-2 row-start-1 flex justify-end gap-1 md:col-start-auto md:row-start-auto">
        {running && !trashed && (
          <IconButton label={`Stop ${session.name}`} icon={<Square className="size-3.5" />} onClick={() => actions.sandbox(session, 'stop')} />
        )}
        <Menu
          label={`Actions for ${session.name}`}
          trigger={<button type="button" aria-label={`Actions for ${session.name}`} className="inline-flex size-7 items-center justify-center rounded-md text-mut hover:bg-s2 hover:text-fg"><Ellipsis className="size-4" /></button>}
          items={trashed ? trashItems(session, actions) : liveItems(session, sandbox, actions)}
        />
      </div>
    </li>
  );
}

function liveItems(session: Session, sandbox: Sandbox | undefined, actions: SessionActions): MenuItems {
  const stopped = sandbox?.state === 'STOPPED' || sandbox?.state === 'FAILED';
  return [
    stopped
      ? { label: 'Start', icon: <Play />, onSelect: () => actions.sandbox(session, 'start') }
      : { label: 'Stop', icon: <Square />, disabled: sandbox?.state !== 'RUNNING', onSelect: () => actions.sandbox(session, 'stop') },
    { label: 'Rename…', icon: <Pencil />, onSelect: () => actions.rename(session) },
    { label: 'Duplicate', icon: <Copy />, onSelect: () => actions.duplicate(session) },
    { label: 'Download as zip', icon: <Download />, onSelect: () => download(`/api/sessions/${session.id}/export`, `${session.name}.zip`) },
    session.status === 'ARCHIVED'
      ? { label: 'Take out of the archive', icon: <ArchiveRestore />, onSelect: () => actions.restore(session) }
      : { label: 'Archive', icon: <Archive />, onSelect: () => actions.archive(session) },
    null,
    { label: 'Move to trash…', icon: <Trash2 />, danger: true, onSelect: () => actions.trash(session) },
  ];
}

function trashItems(session: Session, actions: SessionActions): MenuItems {
  return [
    { label: 'Restore', icon: <RotateCcw />, onSelect: () => actions.restore(session) },
    null,
    { label: 'Delete for ever…', icon: <Trash2 />, danger: true, onSelect: () => actions.remove(session) },
  ];
}

const TRASH_DAYS = 7;

/** How long it can still be restored. */
function TrashedSince({ session }: { session: Session }) {
  const now = useNow();
  if (!session.trashedAt || now === 0) return <span className="text-mut">In the trash</span>;
  const days = Math.max(0, Math.ceil(TRASH_DAYS - (now - Date.parse(session.trashedAt)) / 86_400_000));
  return <span className="text-mut tabular-nums">{days === 0 ? 'Goes today' : `${plural(days, 'day')} left`}</span>;
}

function MemoryMeter({ sandbox }: { sandbox: Sandbox }) {
  const used = sandbox.usage?.memoryBytes ?? 0;
  const limit = sandbox.limits?.memoryBytes ?? 0;
  if (limit <= 0) return <span className="text-sub">–</span>;
  const share = Math.min(1, used / limit);
  const tone = share >= 0.95 ? 'bg-err' : share >= 0.8 ? 'bg-warn' : 'bg-acc';
  return (
    <div>
      <div aria-hidden className="h-1 w-28 overflow-hidden rounded-full bg-s3">
        <div className={cn('h-full rounded-full', tone)} style={{ width: `${Math.max(2, share * 100)}%` }} />
      </div>
      <p className="mt-1 text-xxs text-mut tabular-nums">
        {Math.round(used / 1048576)} / {Math.round(limit / 1048576)} MB · CPU {Math.round(sandbox.usage?.cpuPercent ?? 0)}%
      </p>
    </div>
  );
}
