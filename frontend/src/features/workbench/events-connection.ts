import type { SessionEvent } from '@/lib/api/types';
import { ReconnectingSocket, socketUrl, type SocketHooks, type SocketState } from '@/lib/reconnecting-socket';

export interface EventsHooks {
  onEvent: (event: SessionEvent) => void;
  onState: (state: SocketState) => void;
  signIn?: SocketHooks['signIn'];
  open?: SocketHooks['open'];
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';

/** What happens to a session's files and sandbox, live. Goes on behind the last revision heard, in order, none twice. */
export class EventsConnection {
  private readonly socket: ReconnectingSocket;

  constructor(
    sessionId: string,
    private revision: number,
    private readonly hooks: EventsHooks,
    urlOf: (path: string) => string = socketUrl,
  ) {
    this.socket = new ReconnectingSocket({
      url: () => urlOf(`/ws/sessions/${sessionId}/events?sinceRevision=${this.revision}`),
      ping: JSON.stringify({ type: 'ping' }),
      isFinal: (code) => code === 4404,
      signIn: hooks.signIn,
      open: hooks.open,
      onState: hooks.onState,
      onText: (text) => this.hear(text),
    });
  }

  start(): void {
    this.socket.start();
  }

  reconnect(): void {
    this.socket.reconnect();
  }

  dispose(): void {
    this.socket.dispose();
  }

  private hear(text: string): void {
    const message: unknown = JSON.parse(text);
    if (!isObject(message)) return;
    switch (message.type) {
      case 'changed': {
        const event = message as unknown as Extract<SessionEvent, { type: 'changed' }>;
        if (event.revision <= this.revision) return;
        this.revision = event.revision;
        this.hooks.onEvent(event);
        return;
      }
      case 'snapshot': {
        // not resumed: what follows starts from here, and the tree has to be read again
        const event = message as unknown as Extract<SessionEvent, { type: 'snapshot' }>;
        this.revision = Math.max(this.revision, event.revision);
        this.hooks.onEvent(event);
        return;
      }
      case 'session':
      case 'sandbox':
        this.hooks.onEvent(message as unknown as SessionEvent);
        return;
      default:
    }
  }
}
