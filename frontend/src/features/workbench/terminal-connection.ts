import { CLOSE_SILENT, ReconnectingSocket, socketUrl, type SocketHooks, type SocketState } from '@/lib/reconnecting-socket';

/**
 * One terminal over one socket. Offsets count every byte the terminal has ever written, so a connection that comes back asks for exactly the rest.
 * The screen is a sink: bytes go in undecoded, and it calls back when it has parsed them.
 */
export interface TerminalSink {
  reset(): void;
  write(bytes: Uint8Array, parsed: () => void): void;
}

export type WayOut = 'new' | 'use-here' | 'start' | 'retry' | 'sign-in';

export type TerminalStatus =
  | { kind: 'connecting' }
  /** `anew`: a run that began after the one shown before had ended. */
  | { kind: 'live'; anew?: boolean }
  | { kind: 'reconnecting'; since: number; retryAt: number; reason: string }
  | { kind: 'signing-in' }
  | { kind: 'closed'; code: number; sentence: string; wayOut: WayOut }
  | { kind: 'exited'; exitCode: number | null };

export type NoticeLevel = 'info' | 'warning' | 'error';

export interface TerminalHooks {
  sink: TerminalSink;
  onStatus: (status: TerminalStatus) => void;
  onNotice?: (level: NoticeLevel, text: string) => void;
  onLimit?: (limit: string, detail: string) => void;
  onTitle?: (title: string) => void;
  signIn?: SocketHooks['signIn'];
  open?: SocketHooks['open'];
  /** What an earlier run showed last, or an empty text; shown above a run that is seen from its beginning. */
  lastText?: () => Promise<string>;
}

interface ReadyFrame {
  offset: number;
  replayFrom: number;
  cols: number;
  rows: number;
  title?: string | null;
  modes?: string | null;
}

export const ACK_EVERY = 64 * 1024;
export const RESIZE_DELAY = 100;
/** Small enough for every buffer on the way. */
export const INPUT_CHUNK = 4 * 1024;
/** An old text is not worth waiting longer for. */
const LAST_TEXT_WITHIN = 2_000;
const OUTBOX_HIGH = 1024 * 1024;

const CLOSED: Record<number, { sentence: string; wayOut: WayOut }> = {
  1000: { sentence: 'This terminal was closed.', wayOut: 'new' },
  4401: { sentence: 'You are signed out, so this terminal cannot be shown. The shell goes on.', wayOut: 'sign-in' },
  4404: { sentence: 'This terminal no longer exists.', wayOut: 'new' },
  4409: { sentence: 'This terminal was taken over by another tab.', wayOut: 'use-here' },
  4410: { sentence: 'The sandbox was stopped, and its programs with it. Your files are saved.', wayOut: 'start' },
  4429: { sentence: 'Too many terminals are open. Close one and try again.', wayOut: 'retry' },
};

/** Why a connection went away, as far as its closing code tells. */
export function lostBecause(code: number): string {
  if (globalThis.navigator?.onLine === false) return 'this computer is offline';
  switch (code) {
    case CLOSE_SILENT:
      return 'nothing came over the connection any more';
    case 1001:
    case 4503:
      return 'the service restarts';
    case 1011:
    case 1013:
      return 'the service has a problem';
    default:
      return 'the connection was interrupted';
  }
}

/** Leaves whatever a program had switched on, and draws a line below what it showed. */
const RUN_ENDED = '\x1b[?1047l\x1b[!p\x1b[0m\r\n\x1b[2m── the previous run ended here; its programs are gone ──\x1b[0m\r\n';

/** An earlier run's text, told apart from what this one prints. */
export function earlierRun(text: string): string {
  const shown = text.replace(/\s+$/, '');
  return shown === '' ? '' : shown + RUN_ENDED;
}

function noticeLevel(level: unknown): NoticeLevel {
  const name = String(level).toLowerCase();
  return name === 'error' || name === 'warning' ? name : 'info';
}

export class TerminalConnection {
  /** Bytes of the terminal's output that have arrived here. */
  received = 0;
  private parsed = 0;
  private acked = 0;
  private guardUntil = 0;
  private ready = false;
  private seenReady = false;
  private exited = false;
  private epoch = 0;
  private resumed = false;
  private lostReason = '';
  private lastText = '';
  private size: { cols: number; rows: number } | null = null;
  private resizeTimer: ReturnType<typeof setTimeout> | undefined;
  private outbox: Uint8Array<ArrayBuffer>[] = [];
  private outboxTimer: ReturnType<typeof setTimeout> | undefined;
  private waiters: (() => void)[] = [];
  private readonly encoder = new TextEncoder();
  private readonly socket: ReconnectingSocket;

  constructor(sessionId: string, terminalId: string, private readonly hooks: TerminalHooks, urlOf: (path: string) => string = socketUrl) {
    const path = `/ws/sessions/${sessionId}/terminals/${terminalId}`;
    this.socket = new ReconnectingSocket({
      url: () => urlOf(`${path}?offset=${this.seenReady ? this.received : 0}`),
      ping: JSON.stringify({ type: 'ping' }),
      answersPing: true,
      isFinal: (code) => code in CLOSED || this.exited,
      signIn: hooks.signIn,
      open: hooks.open,
      onState: (state) => this.socketState(state),
      onText: (text) => this.hear(text),
      onBytes: (bytes) => this.output(bytes),
    });
  }

  start(size: { cols: number; rows: number }): void {
    this.size = size;
    if (this.hooks.lastText) void this.startBelow(this.hooks.lastText);
    else this.socket.start();
  }

  private async startBelow(read: () => Promise<string>): Promise<void> {
    const { epoch } = this;
    const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), LAST_TEXT_WITHIN));
    this.lastText = await Promise.race([read().catch(() => ''), late]);
    if (epoch === this.epoch) this.socket.start();
  }

  dispose(): void {
    clearTimeout(this.resizeTimer);
    clearTimeout(this.outboxTimer);
    this.epoch += 1;
    this.outbox = [];
    this.socket.dispose();
  }

  reconnect(): void {
    this.socket.reconnect();
  }

  /** What the person typed. False: the path is down and the keys were refused. While a replay is parsed, answers of the screen are dropped. */
  type(text: string): boolean {
    if (!this.ready) return false;
    if (this.replaying()) return true;
    this.enqueue(this.encoder.encode(text));
    return true;
  }

  /** Bytes that are not text, such as old mouse reports. */
  typeBytes(binary: string): boolean {
    if (!this.ready) return false;
    if (!this.replaying()) this.enqueue(Uint8Array.from(binary, (character) => character.charCodeAt(0) & 255));
    return true;
  }

  replaying(): boolean {
    return this.parsed < this.guardUntil;
  }

  /** What is parsed now was never shown here before: live output, or the rest that a gap kept back. */
  hearsNew(): boolean {
    return this.resumed || !this.replaying();
  }

  /** Resolves once the shell has said something and the replay is over, so that what is typed then is read by its prompt. */
  prompted(): Promise<void> {
    if (this.isPrompted()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  resize(cols: number, rows: number): void {
    if (this.size?.cols === cols && this.size.rows === rows) return;
    this.size = { cols, rows };
    clearTimeout(this.resizeTimer);
    this.resizeTimer = setTimeout(() => this.sendSize(), RESIZE_DELAY);
  }

  private isPrompted(): boolean {
    return this.ready && this.received > 0 && !this.replaying();
  }

  private settle(): void {
    if (!this.isPrompted()) return;
    const waiters = this.waiters;
    this.waiters = [];
    waiters.forEach((resolve) => resolve());
  }

  private hear(text: string): void {
    const frame = JSON.parse(text) as Record<string, unknown>;
    switch (frame.type) {
      case 'ready':
        this.begin(frame as unknown as ReadyFrame);
        return;
      case 'exit':
        this.exited = true;
        this.ready = false;
        this.hooks.onStatus({ kind: 'exited', exitCode: typeof frame.exitCode === 'number' ? frame.exitCode : null });
        return;
      case 'limit':
        this.hooks.onLimit?.(String(frame.limit ?? ''), String(frame.detail ?? ''));
        return;
      case 'notice':
        this.hooks.onNotice?.(noticeLevel(frame.level), String(frame.text ?? ''));
        return;
      case 'title':
        this.hooks.onTitle?.(String(frame.title ?? ''));
        return;
      default:
    }
  }

  private begin(frame: ReadyFrame): void {
    const resumes = this.seenReady && frame.replayFrom === this.received;
    this.resumed = resumes;
    // offsets that begin anew are another run's: what the screen shows is the last text of the one before
    const anew = !resumes && this.received > 0 && frame.replayFrom === 0;
    if (!resumes) {
      if (this.received > 0 && !anew) this.hooks.sink.reset();
      this.epoch += 1;
      this.received = frame.replayFrom;
      this.parsed = frame.replayFrom;
    }
    // said at once: from here on nothing counts as seen that is not acknowledged
    this.socket.send(JSON.stringify({ type: 'ack', offset: this.parsed }));
    if (anew) this.show(RUN_ENDED);
    else if (!resumes) this.show((frame.replayFrom === 0 ? earlierRun(this.lastText) : '') + (frame.modes ?? ''));
    this.lastText = '';
    this.acked = this.parsed;
    this.guardUntil = frame.offset;
    this.seenReady = true;
    this.ready = true;
    if (frame.title) this.hooks.onTitle?.(frame.title);
    this.hooks.onStatus(anew ? { kind: 'live', anew } : { kind: 'live' });
    if (this.size && (this.size.cols !== frame.cols || this.size.rows !== frame.rows)) this.sendSize();
    this.settle();
  }

  /** Text that is not of this terminal's output and does not count in its offsets. */
  private show(text: string): void {
    if (text !== '') this.hooks.sink.write(this.encoder.encode(text), () => {});
  }

  private output(bytes: Uint8Array): void {
    this.received += bytes.length;
    const { epoch } = this;
    this.hooks.sink.write(bytes, () => {
      if (epoch !== this.epoch) return;
      this.parsed += bytes.length;
      if (this.parsed - this.acked >= ACK_EVERY && this.socket.send(JSON.stringify({ type: 'ack', offset: this.parsed }))) this.acked = this.parsed;
      if (this.waiters.length > 0) this.settle();
    });
  }

  private sendSize(): void {
    if (this.size && this.ready) this.socket.send(JSON.stringify({ type: 'resize', ...this.size }));
  }

  private enqueue(bytes: Uint8Array<ArrayBuffer>): void {
    for (let start = 0; start < bytes.length; start += INPUT_CHUNK) this.outbox.push(bytes.subarray(start, start + INPUT_CHUNK));
    this.flush();
  }

  /** A large paste is sent as fast as the path takes it, never into an unbounded buffer. */
  private flush(): void {
    clearTimeout(this.outboxTimer);
    while (this.outbox.length > 0) {
      if (this.socket.bufferedAmount() > OUTBOX_HIGH) {
        this.outboxTimer = setTimeout(() => this.flush(), 20);
        return;
      }
      const next = this.outbox[0];
      if (!next || !this.socket.send(next)) return;
      this.outbox.shift();
    }
  }

  private socketState(state: SocketState): void {
    if (state.kind !== 'open') {
      this.ready = false;
      if (this.outbox.length > 0) {
        this.outbox = [];
        this.hooks.onNotice?.('warning', 'The connection was lost while text was being sent. The rest of it was not sent.');
      }
    }
    if (this.exited) return;
    switch (state.kind) {
      case 'connecting':
        this.hooks.onStatus(this.seenReady ? { kind: 'reconnecting', since: state.since, retryAt: 0, reason: this.lostReason } : { kind: 'connecting' });
        return;
      case 'waiting':
        this.lostReason = lostBecause(state.code);
        this.hooks.onStatus({ kind: 'reconnecting', since: state.since, retryAt: state.retryAt, reason: this.lostReason });
        return;
      case 'signing-in':
        this.hooks.onStatus({ kind: 'signing-in' });
        return;
      case 'closed': {
        const known = CLOSED[state.code] ?? { sentence: 'The connection was closed.', wayOut: 'retry' as const };
        this.hooks.onStatus({ kind: 'closed', code: state.code, sentence: state.reason && state.code === 4429 ? state.reason : known.sentence, wayOut: known.wayOut });
        return;
      }
      case 'open':
    }
  }
}
