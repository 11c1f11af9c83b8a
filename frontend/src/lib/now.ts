'use client';

import { useSyncExternalStore } from 'react';

/** One timer for everybody who watches it, and none while nobody does. */
function clock(period: number) {
  let current = 0;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    if (timer === undefined) {
      current = Date.now();
      timer = setInterval(() => {
        current = Date.now();
        listeners.forEach((each) => each());
      }, period);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    };
  };
  return { subscribe, read: () => (current ||= Date.now()) };
}

const slow = clock(5_000);
const seconds = clock(1_000);

/** The time, moving on every five seconds, so that every age on a page ticks together. */
export function useNow(): number {
  return useSyncExternalStore(slow.subscribe, slow.read, () => 0);
}

/** The time by the second, for countdowns and elapsed time. Only small parts of a page should watch it. */
export function useSeconds(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read, () => 0);
}
