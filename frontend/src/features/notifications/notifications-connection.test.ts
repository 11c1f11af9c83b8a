import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NotificationsConnection } from '@/features/notifications/notifications-connection';
import { FakeSockets } from '@/testing/fake-socket';

describe('NotificationsConnection', () => {
  let sockets: FakeSockets;
  let heard: string[];
  let unread: number[];
  let resumed: number;
  let late: boolean[];
  let connection: NotificationsConnection;

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = new FakeSockets();
    heard = [];
    unread = [];
    resumed = 0;
    late = [];
    connection = new NotificationsConnection(
      { onNotification: ({ id }) => heard.push(id), onUnread: (count) => unread.push(count), onResumed: () => (resumed += 1), onLate: (is) => late.push(is), open: sockets.open },
      (path) => path,
    );
    connection.start();
    sockets.last.accept();
  });

  afterEach(() => {
    connection.dispose();
    vi.useRealTimers();
  });

  const tell = (id: string, sequence: number, count: number): void =>
    sockets.last.text({ type: 'notification', notification: { id, sequence, type: 'x', title: id, body: '', link: '/', createdAt: '2026-01-01T00:00:00Z', readAt: null }, unread: count });

  it('N1 goes on behind the last one after a gap, none lost and none twice', () => {
    tell('a', 41, 1);
    tell('b', 42, 2);
    sockets.last.end(1006);
    vi.advanceTimersByTime(1_000);
    expect(sockets.last.url).toBe('/ws/notifications?cursor=42');
    sockets.last.accept();
    expect(resumed).toBe(1);
    tell('b', 42, 2);
    tell('c', 43, 3);
    expect(heard).toEqual(['a', 'b', 'c']);
  });

  it('N1 follows the unread count, also when it changed in another tab', () => {
    sockets.last.text({ type: 'unread', unread: 4 });
    tell('a', 1, 5);
    sockets.last.text({ type: 'unread', unread: 0 });
    expect(unread).toEqual([4, 5, 0]);
  });

  it('O4 says that news are late, and forgets it with the connection that said so', () => {
    sockets.last.text({ type: 'late', late: true });
    expect(late).toEqual([false, true]);
    sockets.last.end(1006);
    vi.advanceTimersByTime(1_000);
    sockets.last.accept();
    expect(late).toEqual([false, true, false]);
  });

  it('starts without a cursor', () => {
    expect(sockets.last.url).toBe('/ws/notifications');
  });
});
