import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff, ReconnectingSocket, type SocketHooks, type SocketState } from '@/lib/reconnecting-socket';
import { FakeSockets } from '@/testing/fake-socket';

describe('ReconnectingSocket', () => {
  let sockets: FakeSockets;
  let states: SocketState[];
  let socket: ReconnectingSocket | undefined;

  const start = (hooks: Partial<SocketHooks> = {}): void => {
    socket = new ReconnectingSocket({ url: () => 'ws://x', onState: (state) => states.push(state), open: sockets.open, random: () => 0.5, ...hooks });
    socket.start();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = new FakeSockets();
    states = [];
  });

  afterEach(() => {
    socket?.dispose();
    vi.useRealTimers();
  });

  it('doubles the delay from half a second to thirty, give or take 30 %', () => {
    expect([1, 2, 3, 4, 7, 20].map((attempt) => backoff(attempt, () => 0.5))).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
    expect(backoff(1, () => 0)).toBe(350);
    expect(backoff(1, () => 0.999)).toBeLessThanOrEqual(650);
    expect(backoff(20, () => 1)).toBe(30_000);
  });

  it('comes back after an ordinary close, later each time', () => {
    start();
    sockets.last.end(1006);
    vi.advanceTimersByTime(499);
    expect(sockets.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets.all).toHaveLength(2);
    sockets.last.end(1006);
    vi.advanceTimersByTime(999);
    expect(sockets.all).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sockets.all).toHaveLength(3);
  });

  it('starts the delays anew only after something was heard, so that an accept-and-drop server is not hammered', () => {
    start();
    for (const expected of [500, 1000, 2000]) {
      sockets.last.accept();
      sockets.last.end(1011);
      const before = sockets.all.length;
      vi.advanceTimersByTime(expected - 1);
      expect(sockets.all).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sockets.all).toHaveLength(before + 1);
    }
    sockets.last.accept();
    sockets.last.text({ type: 'pong' });
    sockets.last.end(1006);
    vi.advanceTimersByTime(500);
    expect(sockets.all).toHaveLength(5);
  });

  it('tries at once when the network is back', () => {
    start();
    sockets.last.end(1006);
    globalThis.dispatchEvent(new Event('online'));
    expect(sockets.all).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(sockets.all).toHaveLength(2);
  });

  it('stays closed after a final code until somebody asks', () => {
    start({ isFinal: (code) => code === 4410 });
    sockets.last.accept();
    sockets.last.end(4410, 'stopped');
    vi.advanceTimersByTime(120_000);
    expect(sockets.all).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: 'closed', code: 4410, reason: 'stopped' });
    socket?.reconnect();
    expect(sockets.all).toHaveLength(2);
  });

  it('gets the login back after 4401 and goes on', async () => {
    start({ signIn: () => Promise.resolve(true) });
    sockets.last.accept();
    sockets.last.end(4401);
    expect(states.at(-1)).toEqual({ kind: 'signing-in' });
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets.all).toHaveLength(2);
  });

  it('ends after 4401 when nobody signs in', async () => {
    start({ signIn: () => Promise.resolve(false) });
    sockets.last.end(4401);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.all).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ kind: 'closed', code: 4401 });
  });

  it('pings, and takes silence for a dead path only where pings are answered', () => {
    start({ ping: '{"type":"ping"}', answersPing: true });
    sockets.last.accept();
    vi.advanceTimersByTime(20_000);
    expect(sockets.last.frames('ping')).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(sockets.all[0]?.closed).toBe(true);
    expect(sockets.all.length).toBeGreaterThan(1);
    socket?.dispose();

    sockets = new FakeSockets();
    start({ ping: '{"type":"ping"}' });
    sockets.last.accept();
    vi.advanceTimersByTime(600_000);
    expect(sockets.all).toHaveLength(1);
  });

  it('says nothing more once disposed', () => {
    start();
    const { last } = sockets;
    last.accept();
    socket?.dispose();
    const count = states.length;
    last.end(1006);
    vi.advanceTimersByTime(60_000);
    expect(states).toHaveLength(count);
    expect(sockets.all).toHaveLength(1);
  });
});
