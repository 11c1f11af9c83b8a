import { smallDiff } from '@/features/reviews/small-diff';
import { cn } from '@/lib/class-names';

const LOOK = {
  same: { mark: ' ', word: '', className: '' },
  gone: { mark: '−', word: 'removed: ', className: 'bg-err/10' },
  new: { mark: '+', word: 'added: ', className: 'bg-ok/12' },
} as const;

/** What a suggestion changes; without the old text, what it puts in. */
export function SuggestionDiff({ before, after }: { before: string | null; after: string }) {
  const lines = before === null ? smallDiff('', after).filter(({ type }) => type === 'new') : smallDiff(before, after);
  return (
    <div data-testid="suggestion" className="overflow-x-auto rounded-md border border-line2 bg-editor py-1 font-mono text-xs leading-5">
      {lines.map(({ type, text }, index) => (
        <div key={index} className={cn('flex min-w-max px-2 whitespace-pre', LOOK[type].className)}>
          <span aria-hidden className={cn('w-4 shrink-0 select-none', type === 'gone' ? 'text-err' : type === 'new' ? 'text-ok' : 'text-sub')}>
            {LOOK[type].mark}
          </span>
          <span className="sr-only">{LOOK[type].word}</span>
          <span>{text === '' ? ' ' : text}</span>
        </div>
      ))}
      {lines.length === 0 && <div className="px-2 text-mut">The lines are removed.</div>}
    </div>
  );
}
