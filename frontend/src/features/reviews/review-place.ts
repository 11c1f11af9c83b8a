import type { Side } from '@/lib/api/types';

/** What of a review is shown. All of it is in the address, so that it can be sent to somebody. */
export interface ReviewPlace {
  /** null is the newest round. */
  round: number | null;
  /** The older round; 0 for nothing, null for what the person has not seen yet. */
  against: number | null;
  file: string | null;
  line: { side: Side; line: number } | null;
  comment: string | null;
}

const whole = (text: string | null, least: number): number | null => {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= least ? value : null;
};

export function readPlace(parameters: URLSearchParams, hash: string): ReviewPlace {
  const line = /^#([LO])(\d{1,7})$/.exec(hash);
  return {
    round: whole(parameters.get('round'), 1),
    against: whole(parameters.get('against'), 0),
    file: parameters.get('file') || null,
    line: line ? { side: line[1] === 'O' ? 'OLD' : 'NEW', line: Number(line[2]) } : null,
    comment: parameters.get('comment') || null,
  };
}

/** The part of the address behind the path. */
export function writePlace({ round, against, file, line, comment }: ReviewPlace): string {
  const parameters = new URLSearchParams();
  if (round !== null) parameters.set('round', String(round));
  if (against !== null) parameters.set('against', String(against));
  if (file !== null) parameters.set('file', file);
  if (comment !== null) parameters.set('comment', comment);
  const search = parameters.toString();
  return `${search ? `?${search}` : ''}${line ? `#${line.side === 'OLD' ? 'O' : 'L'}${line.line}` : ''}`;
}
