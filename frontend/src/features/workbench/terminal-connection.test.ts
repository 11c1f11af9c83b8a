import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACK_EVERY, INPUT_CHUNK, lostBecause, RESIZE_DELAY, TerminalConnection, type TerminalSink, type TerminalStatus } from '@/features/workbench/terminal-connection';
import { FakeSockets } from '@/testing/fake-socket';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A screen that parses when told to. */
class FakeScreen implements TerminalSink {
  chunks: Uint8Array[] = [];
  resets = 0;
  immediate = true;
  private pending: (() => void)[] = [];

  reset(): void {
    this.resets += 1;
    this.chunks = [];
  }

  write(bytes: Uint8Array, parsed: () => void): void {
    this.chunks.push(bytes.slice());
    if (this.immediate) parsed();
    else this.pending.push(parsed);
  }

  parseAll(): void {
    this.pending.splice(0).forEach((parsed) => parsed());
  }

  text(): string {
    return new TextDecoder().decode(Uint8Array.from(this.chunks.flatMap((chunk) => [...chunk])));
  }
}

describe('TerminalConnection', () => {
  let sockets: FakeSockets;
  let screen: FakeScreen;
  let statuses: TerminalStatus[];
  let notices: string[];
  let connection: TerminalConnection;

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = new FakeSockets();
    screen = new FakeScreen();
    statuses = [];
    notices = [];
    connection = new TerminalConnection(
      's1',
      't1',
      { sink: screen, onStatus: (status) => statuses.push(status), onNotice: (_level, text) => notices.push(text), onLimit: (limit, detail) => notices.push(`${limit}: ${detail}`), signIn: () => Promise.resolve(true), open: sockets.open },
      (path) => path,
    );
    connection.start({ cols: 100, rows: 30 });
  });

  afterEach(() => {
    connection.dispose();
    vi.useRealTimers();
  });

  const ready = (offset: number, replayFrom: number, size = { cols: 100, rows: 30 }): void => {
    sockets.last.accept();
    sockets.last.text({ type: 'ready', terminalId: 't1', offset, replayFrom, ...size, title: 'bash' });
  };
  const reconnect = (): void => {
    sockets.last.end(1006);
    vi.advanceTimersByTime(40_000);
  };
  const kind = (): string | undefined => statuses.at(-1)?.kind;

  it('asks for everything the first time, and shows it', () => {
    expect(sockets.last.url).toBe('/ws/sessions/s1/terminals/t1?offset=0');
    ready(5, 0);
    sockets.last.bytes(encode('hello'));
    expect(screen.text()).toBe('hello');
    expect(kind()).toBe('live');
  });

  it('T3 T5 asks for exactly the rest after a dropped connection and appends it', () => {
    ready(0, 0);
    sockets.last.bytes(encode('one '));
    reconnect();
    expect(sockets.last.url).toContain('?offset=4');
    expect(kind()).toBe('reconnecting');
    ready(7, 4);
    sockets.last.bytes(encode('two'));
    expect(screen.resets).toBe(0);
    expect(screen.text()).toBe('one two');
  });

  it('T5 gives equal bytes over 100 disconnects at arbitrary places', () => {
    const output = encode('0123456789abcdef äöü🐍 '.repeat(500));
    let sent = 0;
    ready(0, 0);
    for (let turn = 0; turn < 100; turn += 1) {
      const next = Math.min(output.length, sent + 1 + ((turn * 7919) % 211));
      sockets.last.bytes(output.slice(sent, next));
      sent = next;
      reconnect();
      expect(sockets.last.url).toContain(`?offset=${sent}`);
      ready(sent, sent);
    }
    sockets.last.bytes(output.slice(sent));
    expect(screen.text()).toBe(new TextDecoder().decode(output));
  });

  it('resets the screen and starts over when the service no longer has the rest', () => {
    ready(4, 0);
    sockets.last.bytes(encode('old!'));
    reconnect();
    ready(5_000, 4_990);
    expect(screen.resets).toBe(1);
    sockets.last.bytes(encode('0123456789'));
    expect(screen.text()).toBe('0123456789');
    reconnect();
    expect(sockets.last.url).toContain('?offset=5000');
  });

  it('drops what the screen answers to a replay, and nothing after it', () => {
    screen.immediate = false;
    ready(6, 0);
    sockets.last.bytes(encode('\u001b[6n\u001b[c'.slice(0, 6)));
    expect(connection.replaying()).toBe(true);
    connection.type('\u001b[1;1R');
    screen.parseAll();
    expect(connection.replaying()).toBe(false);
    connection.type('ls\r');
    expect(sockets.last.typed()).toBe('ls\r');
  });

  it('drops answers to the replay of a resumed connection too', () => {
    ready(0, 0);
    sockets.last.bytes(encode('ab'));
    screen.immediate = false;
    reconnect();
    ready(6, 2);
    connection.type('\u001b[?1;2c');
    sockets.last.bytes(encode('\u001b[c.'));
    connection.type('\u001b[?1;2c');
    screen.parseAll();
    connection.type('x');
    expect(sockets.last.typed()).toBe('x');
  });

  it('T6 acknowledges every 64 KiB, when it is parsed and not before', () => {
    screen.immediate = false;
    ready(0, 0);
    for (let part = 0; part < 5; part += 1) sockets.last.bytes(new Uint8Array(ACK_EVERY / 2));
    expect(sockets.last.frames('ack').map(({ offset }) => offset)).toEqual([0]);
    screen.parseAll();
    expect(sockets.last.frames('ack').map(({ offset }) => offset)).toEqual([0, ACK_EVERY, 2 * ACK_EVERY]);
  });

  it('T8 hands bytes on undecoded, also when a character is cut across frames', () => {
    const snake = encode('🐍');
    ready(0, 0);
    sockets.last.bytes(snake.slice(0, 1));
    sockets.last.bytes(snake.slice(1, 3));
    sockets.last.bytes(snake.slice(3));
    expect(screen.chunks.every((chunk) => chunk instanceof Uint8Array)).toBe(true);
    expect(screen.text()).toBe('🐍');
  });

  it('T2 corrects a differing size at once and sends later ones when they have settled', () => {
    ready(0, 0, { cols: 80, rows: 24 });
    expect(sockets.last.frames('resize')).toEqual([{ type: 'resize', cols: 100, rows: 30 }]);
    for (let cols = 60; cols < 110; cols += 1) connection.resize(cols, 20);
    vi.advanceTimersByTime(RESIZE_DELAY);
    expect(sockets.last.frames('resize')).toEqual([
      { type: 'resize', cols: 100, rows: 30 },
      { type: 'resize', cols: 109, rows: 20 },
    ]);
  });

  it('says nothing about the size when it is right already', () => {
    ready(0, 0);
    connection.resize(100, 30);
    vi.advanceTimersByTime(1_000);
    expect(sockets.last.frames('resize')).toHaveLength(0);
  });

  it('refuses keys while the path is down', () => {
    expect(connection.type('a')).toBe(false);
    ready(0, 0);
    expect(connection.type('a')).toBe(true);
    sockets.last.end(1006);
    expect(connection.type('b')).toBe(false);
    expect(sockets.all[0]?.typed()).toBe('a');
  });

  it('T7 sends a large paste in small frames, whole and in order, held back while the path is full', () => {
    const text = 'line of text 🐍\n'.repeat(20_000);
    ready(0, 0);
    sockets.last.bufferedAmount = 2 * 1024 * 1024;
    connection.type(text);
    expect(sockets.last.typed()).toBe('');
    sockets.last.bufferedAmount = 0;
    vi.advanceTimersByTime(20);
    expect(sockets.last.typed()).toBe(text);
    expect(sockets.last.sent.every((frame) => frame.length <= INPUT_CHUNK)).toBe(true);
  });

  it('T7 sends 10 MB whole and in order through a path that keeps filling up', async () => {
    const bytes = new Uint8Array(10 * 1024 * 1024).map((_, index) => 97 + ((index * 31) % 23));
    ready(0, 0);
    const socket = sockets.last;
    let most = 0;
    const { send } = socket;
    socket.send = (data) => {
      send.call(socket, data);
      socket.bufferedAmount += data.length;
      most = Math.max(most, socket.bufferedAmount);
    };
    connection.type(new TextDecoder().decode(bytes));
    for (let turn = 0; turn < 12; turn += 1) {
      socket.bufferedAmount = 0;
      vi.advanceTimersByTime(20);
    }
    const sent = Buffer.concat(socket.sent.filter((frame) => typeof frame !== 'string'));
    expect(sent.equals(Buffer.from(bytes))).toBe(true);
    expect(most).toBeLessThan(1.1 * 1024 * 1024);
  });

  it('says so when a paste was cut off', () => {
    ready(0, 0);
    sockets.last.bufferedAmount = 2 * 1024 * 1024;
    connection.type('x'.repeat(100));
    sockets.last.end(1006);
    expect(notices[0]).toContain('not sent');
  });

  it.each([
    [1000, 'new'],
    [4404, 'new'],
    [4409, 'use-here'],
    [4410, 'start'],
    [4429, 'retry'],
  ])('T9 shows a sentence and the way out after %i, and does not come back by itself', (code, wayOut) => {
    ready(0, 0);
    sockets.last.end(code);
    vi.advanceTimersByTime(120_000);
    expect(sockets.all).toHaveLength(1);
    const status = statuses.at(-1);
    expect(status).toMatchObject({ kind: 'closed', code, wayOut });
    expect(status?.kind === 'closed' && status.sentence.length).toBeGreaterThan(10);
  });

  it('T9 gets the login back after 4401 and resumes where it was', async () => {
    ready(0, 0);
    sockets.last.bytes(encode('abc'));
    sockets.last.end(4401);
    expect(kind()).toBe('signing-in');
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets.last.url).toContain('?offset=3');
  });

  it('T9 offers to sign in when the login is gone for good', async () => {
    ready(0, 0);
    for (let turn = 0; turn < 4; turn += 1) {
      sockets.last.end(4401);
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(statuses.at(-1)).toMatchObject({ kind: 'closed', code: 4401, wayOut: 'sign-in' });
  });

  it('T9 says why it reconnects, also while it tries', () => {
    ready(0, 0);
    sockets.last.end(4503);
    expect(statuses.at(-1)).toMatchObject({ kind: 'reconnecting', reason: 'the service restarts' });
    vi.advanceTimersByTime(1_000);
    expect(statuses.at(-1)).toMatchObject({ kind: 'reconnecting', retryAt: 0, reason: 'the service restarts' });
    expect(new Set([0, 1001, 1006, 1011].map(lostBecause)).size).toBe(4);
  });

  it('F18 tells new output from a replay of what was there before', () => {
    screen.immediate = false;
    ready(4, 0);
    expect(connection.hearsNew()).toBe(false);
    sockets.last.bytes(encode('old!'));
    screen.parseAll();
    expect(connection.hearsNew()).toBe(true);
    reconnect();
    ready(9, 4);
    expect(connection.replaying()).toBe(true);
    expect(connection.hearsNew()).toBe(true);
  });

  it.each([1001, 1006, 1011, 4503])('comes back after %i', (code) => {
    ready(0, 0);
    sockets.last.end(code);
    vi.advanceTimersByTime(1_000);
    expect(sockets.all).toHaveLength(2);
  });

  it('ends with the shell and does not come back', () => {
    ready(0, 0);
    sockets.last.text({ type: 'exit', exitCode: 1 });
    sockets.last.end(1000);
    vi.advanceTimersByTime(60_000);
    expect(statuses.at(-1)).toEqual({ kind: 'exited', exitCode: 1 });
    expect(sockets.all).toHaveLength(1);
    expect(connection.type('x')).toBe(false);
  });

  it('L3 tells limits and notices', () => {
    ready(0, 0);
    sockets.last.text({ type: 'limit', limit: 'MEMORY', detail: 'A program used more than 1 GiB and was ended.' });
    sockets.last.text({ type: 'notice', level: 'WARNING', text: 'Stops in 2 minutes.' });
    expect(notices).toEqual(['MEMORY: A program used more than 1 GiB and was ended.', 'Stops in 2 minutes.']);
  });

  it('is prompted once the shell has said something and the replay is over', async () => {
    let prompted = false;
    void connection.prompted().then(() => (prompted = true));
    ready(0, 0);
    await vi.advanceTimersByTimeAsync(0);
    expect(prompted).toBe(false);
    sockets.last.bytes(encode('$ '));
    await vi.advanceTimersByTimeAsync(0);
    expect(prompted).toBe(true);
  });

  it('T5 acknowledges from the first moment, so that nothing unseen is let go', () => {
    ready(9, 0);
    expect(sockets.last.sent.map(String)).toContain(JSON.stringify({ type: 'ack', offset: 0 }));
  });

  it('T4 brings a fresh screen into the modes of a program whose beginning is lost, and leaves them out of the offsets', () => {
    sockets.last.accept();
    sockets.last.text({ type: 'ready', terminalId: 't1', offset: 5_000_002, replayFrom: 5_000_000, cols: 100, rows: 30, title: '', modes: '\x1b[?1049h' });
    sockets.last.bytes(encode('ab'));
    expect(screen.text()).toBe('\x1b[?1049hab');
    expect(connection.received).toBe(5_000_002);
  });

  it('S8 shows the last text of the previous run above a new one, marked, and once', async () => {
    const other = new TerminalConnection('s1', 't1', { sink: screen, onStatus: () => {}, open: sockets.open, lastText: () => Promise.resolve('old line\r\n$ ') }, (path) => path);
    other.start({ cols: 100, rows: 30 });
    await vi.advanceTimersByTimeAsync(10);
    ready(0, 0);
    reconnect();
    ready(3, 0);
    sockets.last.bytes(encode('new'));
    expect(screen.text()).toMatch(/^old line\r\n\$.*previous run ended here.*\r\nnew$/s);
    other.dispose();
  });

  it('S8 keeps what the screen shows when a new run begins under an open tab', () => {
    ready(3, 0);
    sockets.last.bytes(encode('old'));
    reconnect();
    ready(0, 0);
    sockets.last.bytes(encode('new'));
    expect(screen.resets).toBe(0);
    expect(screen.text()).toMatch(/^old.*previous run ended here.*new$/s);
    expect(connection.received).toBe(3);
    expect(statuses.at(-1)).toEqual({ kind: 'live', anew: true });
  });

  it('S8 does not wait long for an old text', async () => {
    const count = sockets.all.length;
    const other = new TerminalConnection('s1', 't1', { sink: screen, onStatus: () => {}, open: sockets.open, lastText: () => new Promise(() => {}) }, (path) => path);
    other.start({ cols: 100, rows: 30 });
    expect(sockets.all.length).toBe(count);
    await vi.advanceTimersByTimeAsync(2_100);
    expect(sockets.all.length).toBe(count + 1);
    other.dispose();
  });
});
