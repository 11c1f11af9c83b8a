'use client';

import type { ReviewPlace } from '@/features/reviews/review-place';
import type { Compared } from '@/features/reviews/threads';
import type { Round } from '@/lib/api/types';

export interface RoundPickerProps {
  newest: number;
  rounds: readonly Round[] | undefined;
  compared: Compared;
  /** What was asked for; null is what the person has not seen yet. */
  against: number | null;
  sinceLastVisit: boolean;
  onRound: (place: Partial<ReviewPlace>) => void;
}

const SELECT = 'h-8 min-w-0 rounded-md border border-line2 bg-s1 px-2 text-sm text-fg hover:bg-s2';

/** Which two rounds are compared. */
export function RoundPicker({ newest, rounds, compared: { round, against: effective }, against, sinceLastVisit, onRound }: RoundPickerProps) {
  if (newest < 2) return null;
  const numbers = Array.from({ length: newest }, (_, index) => index + 1);
  const noteOf = (number: number): string => {
    const note = rounds?.find((each) => each.number === number)?.note;
    return note ? `: ${note.length > 40 ? `${note.slice(0, 40)}…` : note}` : '';
  };
  const since = against === null ? (sinceLastVisit ? `Since my last visit (round ${effective})` : effective === 0 ? 'Nothing before' : `The round before (${effective})`) : 'Since my last visit';
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-xs text-mut">
      <select aria-label="Compare with" data-testid="against" value={against ?? ''} onChange={(event) => onRound({ against: event.target.value === '' ? null : Number(event.target.value) })} className={`${SELECT} max-w-60`}>
        <option value="">{since}</option>
        {numbers
          .filter((number) => number < round)
          .map((number) => (
            <option key={number} value={number}>
              Round {number}
              {noteOf(number)}
            </option>
          ))}
        <option value="0">Nothing: whole files</option>
      </select>
      <span aria-hidden>→</span>
      <select aria-label="Round" data-testid="round" value={round} onChange={(event) => onRound({ round: Number(event.target.value) === newest ? null : Number(event.target.value), against: null })} className={`${SELECT} max-w-40`}>
        {numbers.map((number) => (
          <option key={number} value={number}>
            Round {number}
            {noteOf(number)}
          </option>
        ))}
      </select>
    </span>
  );
}
