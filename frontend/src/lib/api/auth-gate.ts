import type { User } from '@/lib/api/types';

/**
 * Who asks for a sign-in when a request finds the login gone. Requests that meet a 401 share one silent refresh;
 * if that fails on a page that was signed in, they wait here until the person has signed in again.
 */
type Listener = () => void;

export class AuthGate {
  /** How many times somebody was found signed in: tells a sign-in that came while a refresh was under way. */
  signIns = 0;
  private user: User | null = null;
  private refreshing: Promise<boolean> | null = null;
  private waiting: { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } | null = null;
  private readonly listeners = new Set<Listener>();

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** True while the sign-in dialog has to be shown. */
  readonly asking = (): boolean => this.waiting !== null;

  readonly knownUser = (): User | null => this.user;

  signedIn(user: User): void {
    this.user = user;
    this.signIns += 1;
    this.waiting?.resolve();
    this.waiting = null;
    this.emit();
  }

  signedOut(): void {
    this.user = null;
    this.waiting?.reject(new Error('Signed out'));
    this.waiting = null;
    this.emit();
  }

  /** One refresh for all callers of all tabs; true when there is a login again. */
  refresh(attempt: () => Promise<boolean>): Promise<boolean> {
    this.refreshing ??= oneTabAtATime(attempt)
      .catch(() => false)
      .finally(() => {
        this.refreshing = null;
      });
    return this.refreshing;
  }

  /** Resolves after a new sign-in; null when nobody was signed in on this page, so there is nothing to keep. */
  ask(): Promise<void> | null {
    if (!this.user) return null;
    if (!this.waiting) {
      let resolve = () => {};
      let reject: (error: Error) => void = () => {};
      const promise = new Promise<void>((ok, fail) => {
        resolve = ok;
        reject = fail;
      });
      promise.catch(() => {});
      this.waiting = { promise, resolve, reject };
      this.emit();
    }
    return this.waiting.promise;
  }

  private emit(): void {
    this.listeners.forEach((listener) => listener());
  }
}

const REFRESHED = 'cove.refreshed';

/**
 * Tabs share the refresh cookie, and a refresh token that is used twice ends the login: so one tab refreshes, and those
 * that waited for it go on with the cookies it got.
 */
async function oneTabAtATime(attempt: () => Promise<boolean>): Promise<boolean> {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined);
  if (!locks) return attempt();
  const asked = Date.now();
  return locks.request('cove.refresh', async () => {
    if (Number(localStorage.getItem(REFRESHED) ?? 0) >= asked) return true;
    const refreshed = await attempt();
    if (refreshed) localStorage.setItem(REFRESHED, String(Date.now()));
    return refreshed;
  });
}

export const authGate = new AuthGate();
