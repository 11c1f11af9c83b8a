import { ReconnectingSocket, socketUrl, type SocketHooks } from '@/lib/reconnecting-socket';
import type { Notification } from '@/lib/api/types';

export interface NotificationHooks {
  onNotification: (notification: Notification) => void;
  onUnread: (unread: number) => void;
  /** Whether news are held up for now. */
  onLate: (late: boolean) => void;
  /** The path is back after a gap: what is cached may be old. */
  onResumed: () => void;
  signIn?: SocketHooks['signIn'];
  open?: SocketHooks['open'];
}

interface Message {
  type?: unknown;
  unread?: unknown;
  late?: unknown;
  notification?: Notification;
}

/** Live notifications; after a gap it goes on behind the last one seen, and shows none twice. */
export class NotificationsConnection {
  private cursor: string | null = null;
  private readonly seen = new Set<string>();
  private opened = 0;
  private readonly socket: ReconnectingSocket;

  constructor(private readonly hooks: NotificationHooks, urlOf: (path: string) => string = socketUrl) {
    this.socket = new ReconnectingSocket({
      url: () => urlOf(`/ws/notifications${this.cursor ? `?cursor=${encodeURIComponent(this.cursor)}` : ''}`),
      ping: JSON.stringify({ type: 'ping' }),
      isFinal: (code) => code === 4404,
      signIn: hooks.signIn,
      open: hooks.open,
      onState: () => {},
      onText: (text) => this.hear(text),
      onOpen: () => {
        // it is said again where it is so
        hooks.onLate(false);
        this.opened += 1;
        if (this.opened > 1) hooks.onResumed();
      },
    });
  }

  start(): void {
    this.socket.start();
  }

  dispose(): void {
    this.socket.dispose();
  }

  private hear(text: string): void {
    const message = JSON.parse(text) as Message;
    if (message.type === 'notification' && message.notification) {
      const { id } = message.notification;
      this.cursor = String(message.notification.sequence ?? id);
      if (!this.seen.has(id)) {
        this.seen.add(id);
        this.hooks.onNotification(message.notification);
      }
    }
    if (typeof message.late === 'boolean') this.hooks.onLate(message.late);
    if (typeof message.unread === 'number') this.hooks.onUnread(message.unread);
  }
}
