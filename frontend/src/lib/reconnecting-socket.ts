/**
 * A WebSocket that comes back. Owns the backoff (0.5 s doubling to 30 s, ±30 %), the keep-alive and the closing codes that are final;
 * what travels over it is the owner's business.
 */
export type SocketState =
  | { kind: 'connecting'; attempt: number; since: number }
  | { kind: 'open' }
  | { kind: 'waiting'; attempt: number; retryAt: number; since: number; code: number }
  | { kind: 'signing-in' }
  | { kind: 'closed'; code: number; reason: string };

export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

export interface SocketHooks {
  /** Asked anew for every attempt, so a resume position can travel in it. */
  url: () => string;
  onOpen?: () => void;
  onText?: (text: string) => void;
  onBytes?: (bytes: Uint8Array) => void;
  onState: (state: SocketState) => void;
  /** Codes after which no further attempt makes sense. */
  isFinal?: (code: number) => boolean;
  /** After 4401: gets the login back; false ends the connection. */
  signIn?: () => Promise<boolean>;
  /** What is sent to keep the path open; nothing is sent without it. */
  ping?: string;
  /** The other side answers each ping, so silence means a dead path. */
  answersPing?: boolean;
  open?: (url: string) => SocketLike;
  random?: () => number;
}

export const CLOSE_SIGNED_OUT = 4401;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const PING_PERIOD = 20_000;
const SILENCE_LIMIT = 45_000;
const OPEN = 1;
/** Not a code of the wire: the path was given up here because nothing came over it any more. */
export const CLOSE_SILENT = 0;

export function backoff(attempt: number, random: () => number): number {
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, attempt - 1));
  return Math.min(LONGEST_DELAY, Math.round(delay * (0.7 + 0.6 * random())));
}

export class ReconnectingSocket {
  private socket: SocketLike | null = null;
  private state: SocketState | null = null;
  private failures = 0;
  private since = 0;
  private lastHeard = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private ended = false;
  private signInTries = 0;

  constructor(private readonly hooks: SocketHooks) {}

  start(): void {
    globalThis.addEventListener?.('online', this.wake);
    globalThis.document?.addEventListener('visibilitychange', this.wakeWhenVisible);
    this.since = Date.now();
    this.connect();
  }

  /** Ends it for good; no further callback comes. */
  dispose(): void {
    this.ended = true;
    globalThis.removeEventListener?.('online', this.wake);
    globalThis.document?.removeEventListener('visibilitychange', this.wakeWhenVisible);
    this.drop();
  }

  /** Tries at once, also after a final close (the person asked for it). */
  readonly reconnect = (): void => {
    if (this.ended) return;
    this.drop();
    this.failures = 0;
    this.since = Date.now();
    this.connect();
  };

  isOpen(): boolean {
    return this.state?.kind === 'open' && this.socket?.readyState === OPEN;
  }

  bufferedAmount(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  send(data: string | Uint8Array<ArrayBuffer>): boolean {
    if (!this.isOpen()) return false;
    this.socket?.send(data);
    return true;
  }

  private readonly wake = (): void => {
    if (this.state?.kind === 'waiting') {
      clearTimeout(this.retryTimer);
      this.connect();
    }
  };

  private readonly wakeWhenVisible = (): void => {
    if (globalThis.document?.visibilityState === 'visible') this.wake();
  };

  private connect(): void {
    if (this.ended) return;
    this.become({ kind: 'connecting', attempt: this.failures + 1, since: this.since });
    const url = this.hooks.url();
    const socket = this.hooks.open ? this.hooks.open(url) : (new WebSocket(url) as SocketLike);
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.lastHeard = Date.now();
      this.become({ kind: 'open' });
      this.keepAlive();
      this.hooks.onOpen?.();
    };
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      this.lastHeard = Date.now();
      this.failures = 0;
      this.signInTries = 0;
      if (typeof data === 'string') this.hooks.onText?.(data);
      else this.hooks.onBytes?.(new Uint8Array(data as ArrayBuffer));
    };
    socket.onerror = () => {};
    socket.onclose = ({ code, reason }) => {
      if (this.socket !== socket) return;
      this.drop();
      this.closed(code, reason);
    };
  }

  private closed(code: number, reason: string): void {
    if (this.ended) return;
    if (code === CLOSE_SIGNED_OUT && this.hooks.signIn && this.signInTries < 3) {
      this.signInTries += 1;
      this.become({ kind: 'signing-in' });
      void this.hooks.signIn().then((ok) => {
        if (this.ended) return;
        if (ok) this.reconnect();
        else this.become({ kind: 'closed', code, reason });
      });
      return;
    }
    if (code === CLOSE_SIGNED_OUT || this.hooks.isFinal?.(code)) {
      this.become({ kind: 'closed', code, reason });
      return;
    }
    this.retry(code);
  }

  private retry(code: number): void {
    if (this.state?.kind === 'open') this.since = Date.now();
    this.failures += 1;
    const delay = backoff(this.failures, this.hooks.random ?? Math.random);
    this.become({ kind: 'waiting', attempt: this.failures, retryAt: Date.now() + delay, since: this.since, code });
    this.retryTimer = setTimeout(() => this.connect(), delay);
  }

  private keepAlive(): void {
    clearInterval(this.pingTimer);
    const { ping } = this.hooks;
    if (!ping) return;
    this.pingTimer = setInterval(() => {
      if (this.hooks.answersPing && Date.now() - this.lastHeard > SILENCE_LIMIT) {
        this.drop();
        this.retry(CLOSE_SILENT);
      } else {
        this.send(ping);
      }
    }, PING_PERIOD);
  }

  private drop(): void {
    clearTimeout(this.retryTimer);
    clearInterval(this.pingTimer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.onerror = () => {};
    socket.close();
  }

  private become(state: SocketState): void {
    this.state = state;
    if (!this.ended) this.hooks.onState(state);
  }
}

export const socketUrl = (path: string): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`;
