import type { SandboxState, Session } from '@/lib/api/types';

/** How the list is filtered and sorted. It is kept in the address, so that a link shows the same. */
export type SortKey = 'used' | 'name' | 'created' | 'size';
export type StateFilter = 'any' | 'running' | 'stopped' | 'failed';

export interface ListView {
  search: string;
  status: Session['status'];
  state: StateFilter;
  sort: SortKey;
}

export const SORTS: Record<SortKey, string> = { used: 'Last used', name: 'Name', created: 'Newest', size: 'Size' };
export const STATES: Record<StateFilter, string> = { any: 'Any state', running: 'Running', stopped: 'Stopped', failed: 'Failed' };
const STATUS_NAMES: Record<Session['status'], string> = { ACTIVE: 'active', ARCHIVED: 'archived', TRASHED: 'trash' };

const keyOf = <K extends string>(known: Record<K, unknown>, value: string | null, fallback: K): K => (value !== null && Object.hasOwn(known, value) ? (value as K) : fallback);

export function viewFrom(parameters: URLSearchParams): ListView {
  const shown = parameters.get('show');
  const status = (Object.keys(STATUS_NAMES) as Session['status'][]).find((each) => STATUS_NAMES[each] === shown) ?? 'ACTIVE';
  return { search: parameters.get('q') ?? '', status, state: keyOf(STATES, parameters.get('state'), 'any'), sort: keyOf(SORTS, parameters.get('sort'), 'used') };
}

/** What differs from the list as it first is; nothing for that one. */
export function addressOf({ search, status, state, sort }: ListView): string {
  const parameters = new URLSearchParams();
  if (search.trim()) parameters.set('q', search.trim());
  if (status !== 'ACTIVE') parameters.set('show', STATUS_NAMES[status]);
  if (state !== 'any') parameters.set('state', state);
  if (sort !== 'used') parameters.set('sort', sort);
  return parameters.size > 0 ? `?${parameters}` : '';
}

export const lastUsed = ({ lastOpenedAt, updatedAt }: Session): string => (lastOpenedAt && lastOpenedAt > updatedAt ? lastOpenedAt : updatedAt);

const ORDERS: Record<SortKey, (a: Session, b: Session) => number> = {
  used: (a, b) => lastUsed(b).localeCompare(lastUsed(a)),
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' }),
  created: (a, b) => b.createdAt.localeCompare(a.createdAt),
  size: (a, b) => b.bytes - a.bytes,
};

const IN_STATE: Record<StateFilter, readonly SandboxState[]> = { any: [], running: ['RUNNING', 'STARTING'], stopped: ['STOPPED', 'STOPPING'], failed: ['FAILED'] };

/** The sessions to show; one whose state is not known yet stays until it is. */
export function arranged(sessions: readonly Session[], { state, sort }: ListView, stateOf: (id: string) => SandboxState | undefined): Session[] {
  return sessions
    .filter(({ id }) => {
      const known = stateOf(id);
      return state === 'any' || known === undefined || IN_STATE[state].includes(known);
    })
    .sort(ORDERS[sort]);
}
