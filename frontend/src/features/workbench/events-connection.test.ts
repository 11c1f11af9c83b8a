import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventsConnection } from '@/features/workbench/events-connection';
import type { SessionEvent } from '@/lib/api/types';
import { FakeSockets } from '@/testing/fake-socket';

describe('EventsConnection', () => {
  let sockets: FakeSockets;
  let events: SessionEvent[];
  let connection: EventsConnection;

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = new FakeSockets();
    events = [];
    connection = new EventsConnection('s1', 7, { onEvent: (event) => events.push(event), onState: () => {}, open: sockets.open }, (path) => path);
    connection.start();
    sockets.last.accept();
  });

  afterEach(() => {
    connection.dispose();
    vi.useRealTimers();
  });

  const changed = (revision: number): unknown => ({ type: 'changed', revision, origin: 'SANDBOX', changes: [] });
  const revisions = (): number[] => events.flatMap((event) => (event.type === 'changed' ? [event.revision] : []));

  it('starts behind the revision of the tree', () => {
    expect(sockets.last.url).toBe('/ws/sessions/s1/events?sinceRevision=7');
  });

  it('goes on behind the last revision heard after a gap', () => {
    sockets.last.text({ type: 'snapshot', revision: 7, resumed: true });
    sockets.last.text(changed(8));
    sockets.last.text(changed(9));
    sockets.last.end(1006);
    vi.advanceTimersByTime(1_000);
    expect(sockets.last.url).toBe('/ws/sessions/s1/events?sinceRevision=9');
    expect(revisions()).toEqual([8, 9]);
  });

  it('tells no revision twice', () => {
    for (const revision of [8, 8, 7, 9, 9]) sockets.last.text(changed(revision));
    expect(revisions()).toEqual([8, 9]);
  });

  it('goes on from the present when the service could not resume', () => {
    sockets.last.text({ type: 'snapshot', revision: 40, resumed: false });
    sockets.last.text(changed(41));
    sockets.last.end(1006);
    vi.advanceTimersByTime(1_000);
    expect(sockets.last.url).toContain('sinceRevision=41');
  });

  it('passes on the session and the sandbox, and ignores what it does not know', () => {
    sockets.last.text({ type: 'sandbox', sandbox: { sessionId: 's1', state: 'RUNNING' } });
    sockets.last.text({ type: 'session', session: { id: 's1' } });
    sockets.last.text({ type: 'weather' });
    expect(events.map(({ type }) => type)).toEqual(['sandbox', 'session']);
  });

  it('ends when the session is gone', () => {
    sockets.last.end(4404);
    vi.advanceTimersByTime(120_000);
    expect(sockets.all).toHaveLength(1);
  });
});
