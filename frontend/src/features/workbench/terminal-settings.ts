import { create } from 'zustand';

/** How terminals look and behave in this browser, for every session alike. */
export interface TerminalSettings {
  fontSize: number;
  copyOnSelect: boolean;
}

export const DEFAULT_SETTINGS: TerminalSettings = { fontSize: 12.5, copyOnSelect: false };
export const SMALLEST_FONT = 8;
export const LARGEST_FONT = 28;
const KEY = 'cove.terminal';

const clamp = (size: unknown): number =>
  typeof size === 'number' && Number.isFinite(size) ? Math.min(LARGEST_FONT, Math.max(SMALLEST_FONT, size)) : DEFAULT_SETTINGS.fontSize;

export function readTerminalSettings(): TerminalSettings {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<TerminalSettings>;
    return { fontSize: clamp(stored.fontSize), copyOnSelect: stored.copyOnSelect === true };
  } catch {
    return DEFAULT_SETTINGS;
  }
}

export const useTerminalSettings = create<TerminalSettings>(() => (typeof window === 'undefined' ? DEFAULT_SETTINGS : readTerminalSettings()));

export function changeTerminalSettings(change: Partial<TerminalSettings>): void {
  const next = { ...useTerminalSettings.getState(), ...change };
  next.fontSize = clamp(next.fontSize);
  useTerminalSettings.setState(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // a full or forbidden storage costs the setting at the next visit, nothing else
  }
}

export const changeFontSize = (by: -1 | 0 | 1): void =>
  changeTerminalSettings({ fontSize: by === 0 ? DEFAULT_SETTINGS.fontSize : useTerminalSettings.getState().fontSize + by });
