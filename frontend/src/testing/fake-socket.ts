import type { SocketLike } from '@/lib/reconnecting-socket';

/** A WebSocket under the test's control. */
export class FakeSocket implements SocketLike {
  binaryType = '';
  readyState = 0;
  bufferedAmount = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly sent: (string | Uint8Array)[] = [];
  closed = false;

  constructor(readonly url: string) {}

  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.sent.push(typeof data === 'string' ? data : data.slice());
  }

  close(): void {
    this.closed = true;
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.(new Event('open'));
  }

  text(message: unknown): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  bytes(bytes: Uint8Array): void {
    this.onmessage?.(new MessageEvent('message', { data: bytes.slice().buffer }));
  }

  end(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.(new CloseEvent('close', { code, reason }));
  }

  /** The JSON frames that were sent, by type. */
  frames(type: string): Record<string, unknown>[] {
    return this.sent
      .filter((frame): frame is string => typeof frame === 'string')
      .map((frame) => JSON.parse(frame) as Record<string, unknown>)
      .filter((frame) => frame.type === type);
  }

  /** All bytes that were sent, as text. */
  typed(): string {
    const decoder = new TextDecoder();
    return this.sent.map((frame) => (typeof frame === 'string' ? '' : decoder.decode(frame, { stream: true }))).join('');
  }
}

/** A factory that remembers its sockets; the newest is the one in use. */
export class FakeSockets {
  readonly all: FakeSocket[] = [];

  readonly open = (url: string): FakeSocket => {
    const socket = new FakeSocket(url);
    this.all.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    const socket = this.all.at(-1);
    if (!socket) throw new Error('No socket was opened');
    return socket;
  }
}
