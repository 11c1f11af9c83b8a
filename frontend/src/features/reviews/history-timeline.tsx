'use client';

import { TimeAgo } from '@/components/ui/time-ago';
import { useHistory } from '@/features/reviews/queries';
import { actionWords } from '@/features/reviews/words';
import { messageOf } from '@/lib/problem';
import { personName } from '@/lib/people';

export function HistoryTimeline({ reviewId }: { reviewId: string }) {
  const history = useHistory(reviewId);
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-3 text-xs font-medium text-sub">
        History
      </h2>
      {history.error && !history.data && <p className="text-sm text-err">{messageOf(history.error)}</p>}
      <ol className="space-y-3 border-l border-line2 pl-4">
        {(history.data ?? []).map((event, index) => (
          <li key={event.id ?? index} className="relative text-sm">
            <span aria-hidden className="absolute top-1.5 -left-[19.5px] size-1.5 rounded-full bg-sub" />
            {event.actor && <span className="font-medium">{personName(event.actor)} </span>}
            <span className="text-mut">{actionWords(event.action)}</span>
            {event.detail && <p className="text-xs text-mut">“{event.detail}”</p>}
            <p>
              <TimeAgo at={event.at} className="text-xs text-sub" />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
