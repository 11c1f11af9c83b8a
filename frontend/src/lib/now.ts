'use client';

import { useSyncExternalStore } from 'react';

const PERIOD = 5_000;
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
    }, PERIOD);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
};

/** The time, moving on every five seconds, so that every age on a page ticks together. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => (current ||= Date.now()),
    () => 0,
  );
}
