'use client';

import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { LevelBadge } from '@/components/level-badge';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { ErrorState } from '@/components/ui/states';
import { useAssign } from '@/features/reviews/mutations';
import { useReviewers } from '@/features/reviews/queries';
import { needsSenior } from '@/features/reviews/rules';
import { loadWords } from '@/features/reviews/words';
import type { Review } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { personId } from '@/lib/people';
import { messageOf } from '@/lib/problem';

/** Gives a review to another reviewer, who may take it by their level. */
export function HandOverDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const reviewers = useReviewers();
  const assign = useAssign(review.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [reason, setReason] = useState('');
  const senior = needsSenior(review.priority);
  const others = (reviewers.data ?? [])
    .filter(({ id }) => id !== personId(review.submittedBy) && id !== personId(review.reviewer))
    .filter(({ username, displayName }) => `${username} ${displayName ?? ''}`.toLowerCase().includes(search.trim().toLowerCase()));
  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (!chosen) return;
    assign.mutate(
      { reviewerId: chosen, reason: reason.trim() || undefined },
      {
        onSuccess: () => {
          toast.success('Handed over');
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={review.reviewer ? 'Hand the review over' : 'Assign a reviewer'} description={senior ? `${review.priority === 'URGENT' ? 'Urgent' : 'High'} priority needs a senior reviewer.` : 'They are told, and the claim is theirs at once.'} className="max-w-lg" testId="hand-over-dialog">
      <form onSubmit={go} className="contents">
        <DialogBody className="space-y-3">
          {reviewers.error ? (
            <ErrorState className="py-4" error={reviewers.error} retry={() => void reviewers.refetch()} />
          ) : (
            <>
              <input type="search" aria-label="Search reviewers" placeholder="Search reviewers" value={search} onChange={(event) => setSearch(event.target.value)} className="h-8 w-full rounded-md border border-line2 bg-bg px-3 text-sm" />
              <div role="radiogroup" aria-label="Reviewer" className="max-h-56 overflow-y-auto rounded-md border border-line2">
                {others.map((person) => {
                  const tooLow = senior && person.level === 'JUNIOR';
                  return (
                    <label key={person.id} title={tooLow ? 'A junior may not take this priority' : undefined} className={cn('flex items-center gap-2.5 border-b border-line px-3 py-1.5 text-sm last:border-0', tooLow ? 'opacity-50' : 'cursor-pointer hover:bg-s2', chosen === person.id && 'bg-acc-soft')}>
                      <input type="radio" name="reviewer" value={person.id} disabled={tooLow} checked={chosen === person.id} onChange={() => setChosen(person.id)} className="accent-(--acc)" />
                      <Avatar name={person.displayName || person.username} className="size-6" />
                      <span className="min-w-0 grow truncate font-medium">{person.displayName || person.username}</span>
                      <span className="text-xs whitespace-nowrap text-mut tabular-nums">{loadWords(person)}</span>
                      <LevelBadge level={person.level} />
                    </label>
                  );
                })}
                {reviewers.data && others.length === 0 && <p className="px-3 py-4 text-center text-sm text-mut">Nobody else reviews.</p>}
              </div>
            </>
          )}
          <TextArea label="Reason (optional)" maxLength={1000} className="min-h-14" value={reason} onChange={(event) => setReason(event.target.value)} />
          {assign.error && (
            <p role="alert" className="text-xs text-err">
              {messageOf(assign.error)}
            </p>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={assign.isPending} disabled={!chosen}>
            Hand over
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
