import type { ReviewerEntry } from '@/lib/api/types';
import { formatDuration, plural } from '@/lib/format';

const MOST_SHOWN = 6;

/** How much a reviewer has in hand, as a word and as marks. */
export function LoadBar({ openClaims }: Pick<ReviewerEntry, 'openClaims'>) {
  return (
    <span className="flex items-center gap-2 text-xs text-mut tabular-nums">
      <span aria-hidden className="flex gap-0.5 empty:hidden">
        {Array.from({ length: Math.min(openClaims, MOST_SHOWN) }, (_, index) => (
          <span key={index} className="h-3 w-1.5 rounded-xs bg-acc" />
        ))}
      </span>
      {openClaims === 0 ? 'Free' : `${openClaims} in hand`}
    </span>
  );
}

/** How soon somebody usually answers. */
export function answerWords({ verdicts, medianAnswerSeconds }: Pick<ReviewerEntry, 'verdicts' | 'medianAnswerSeconds'>): string {
  if (verdicts === 0) return 'No verdict yet';
  const count = plural(verdicts, 'verdict');
  return medianAnswerSeconds === null || medianAnswerSeconds === undefined ? count : `Answers in ${formatDuration(medianAnswerSeconds)} · ${count}`;
}
