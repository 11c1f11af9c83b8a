'use client';

import { Avatar } from '@/components/ui/avatar';
import { TimeAgo } from '@/components/ui/time-ago';
import { useHistory } from '@/features/reviews/queries';
import { actSentence } from '@/features/reviews/words';
import { cn } from '@/lib/class-names';
import { messageOf } from '@/lib/problem';
import { personName } from '@/lib/people';

const TONES: Record<string, string> = { APPROVE: 'bg-ok', RECOMMEND: 'bg-ok', REJECT: 'bg-err', REQUEST_CHANGES: 'bg-warn', SUBMIT: 'bg-acc', RESUBMIT: 'bg-acc' };

export function HistoryTimeline({ reviewId, me }: { reviewId: string; me: string | undefined }) {
  const history = useHistory(reviewId);
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-3 text-xs font-medium text-sub">
        History
      </h2>
      {history.error && !history.data && <p className="text-sm text-err">{messageOf(history.error)}</p>}
      <ol className="ml-1 space-y-3 border-l border-line2 pl-4" data-testid="timeline">
        {(history.data ?? []).map((event, index) => (
          <li key={event.id ?? index} className="relative text-sm">
            <span aria-hidden className={cn('absolute top-1.5 -left-[19.5px] size-1.5 rounded-full', TONES[event.action.toUpperCase()] ?? 'bg-sub')} />
            <p className="flex items-start gap-1.5">
              {event.actor && <Avatar name={personName(event.actor)} className="mt-px size-4.5 text-[8px]" />}
              <span>{actSentence(event, me)}</span>
            </p>
            {event.detail && <p className="mt-0.5 line-clamp-3 text-xs whitespace-pre-line text-mut">“{event.detail}”</p>}
            <TimeAgo at={event.at} className="text-xs text-sub" />
          </li>
        ))}
      </ol>
    </section>
  );
}
