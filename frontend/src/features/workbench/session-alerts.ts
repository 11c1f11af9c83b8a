import type { NoticeLevel } from '@/features/workbench/terminal-connection';

/** Something the sandbox has to say: shown until it is dismissed. */
export interface Alert {
  /** The same thing told by every open terminal is one alert. */
  key: string;
  level: NoticeLevel;
  title: string;
  text: string;
  /** In one or two words, for the status bar. */
  short: string;
  at: number;
  times: number;
}

export const MOST_ALERTS = 3;
/** What several terminals tell within this time is the same event. */
const SAME_EVENT = 2_000;

const LIMITS: Record<string, { title: string; short: string; advice: string }> = {
  MEMORY: { title: 'Out of memory', short: 'Out of memory', advice: 'The program that used the most was ended; the shell and your files are kept. Load less at a time, or end what you no longer need.' },
  PIDS: { title: 'Too many processes', short: 'Process limit', advice: 'New processes are refused until some have ended. End what you no longer need, or restart the sandbox.' },
  DISK: { title: 'The disk is full', short: 'Disk full', advice: 'Nothing more can be written. Delete what you no longer need and try again.' },
  FILE_SIZE: { title: 'A file is too large', short: 'File too large', advice: 'What was written so far stays in the sandbox and is not saved. Split the file, or write less.' },
  TIME: { title: 'Out of time', short: 'Timed out', advice: 'The program was ended; its output so far is kept. Give it less to do, or a longer time.' },
  OUTPUT: { title: 'Too much output', short: 'Output limit', advice: 'The program was ended; its output so far is kept. Print less, or write to a file.' },
};

const ALIASES: Record<string, string> = { TIMEOUT: 'TIME', DURATION: 'TIME', PROCESSES: 'PIDS', CPU_TIME: 'TIME' };

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

export function limitAlert(limit: string, detail: string, at: number): Alert {
  const name = limit.toUpperCase().replace(/_LIMIT$/, '');
  const kind = ALIASES[name] ?? name;
  const known = LIMITS[kind] ?? { title: 'A limit was reached', short: 'Limit reached', advice: '' };
  return { key: `limit:${kind}`, level: 'error', title: known.title, text: [sentence(detail), known.advice].filter(Boolean).join(' '), short: known.short, at, times: 1 };
}

export const noticeAlert = (level: NoticeLevel, text: string, at: number): Alert => ({
  key: `notice:${text}`,
  level,
  title: '',
  text,
  short: level === 'info' ? 'Notice' : 'Warning',
  at,
  times: 1,
});

/** The newest last, each once, never more than a few. */
export function withAlert(alerts: readonly Alert[], alert: Alert): Alert[] {
  const known = alerts.find(({ key }) => key === alert.key);
  if (known && alert.at - known.at < SAME_EVENT) return alerts as Alert[];
  const merged = known ? { ...alert, times: known.times + 1 } : alert;
  return [...alerts.filter(({ key }) => key !== alert.key), merged].slice(-MOST_ALERTS);
}
