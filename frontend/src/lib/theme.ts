'use client';

import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'dark' | 'light';
const KEY = 'cove.theme';
const listeners = new Set<() => void>();

/** Runs before the first paint; kept tiny because its hash is part of the page's policy. */
export const themeScript = `try{var t=localStorage.getItem('${KEY}');document.documentElement.dataset.theme=t==='dark'||t==='light'?t:matchMedia('(prefers-color-scheme: light)').matches?'light':'dark'}catch(e){document.documentElement.dataset.theme='dark'}`;

export function themeChoice(): ThemeChoice {
  const stored = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  return stored === 'dark' || stored === 'light' ? stored : 'system';
}

export function setTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  const light = choice === 'light' || (choice === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
  listeners.forEach((listener) => listener());
}

const followSystem = (): void => {
  if (themeChoice() === 'system') setTheme('system');
};

const subscribe = (listener: () => void): (() => void) => {
  const system = matchMedia('(prefers-color-scheme: light)');
  if (listeners.size === 0) system.addEventListener('change', followSystem);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) system.removeEventListener('change', followSystem);
  };
};

/** The theme in force; `dark` while the page hydrates. */
export function useTheme(): 'dark' | 'light' {
  return useSyncExternalStore(
    subscribe,
    () => (document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'),
    () => 'dark',
  );
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice, () => 'system');
}
