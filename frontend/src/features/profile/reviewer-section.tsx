'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useReviewerLevel } from '@/features/profile/mutations';
import { Section } from '@/features/profile/section';
import type { ReviewerLevel, User } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { messageOf } from '@/lib/problem';

const LEVELS: { value: ReviewerLevel; title: string; text: string; confirm: string }[] = [
  { value: 'NONE', title: 'Not a reviewer', text: 'You submit work and answer comments.', confirm: 'Reviews you hold go back to the queue.' },
  { value: 'JUNIOR', title: 'Junior', text: 'Claims low and medium priority, two at a time. Approval of more urgent work needs a senior.', confirm: 'Others will see you as a junior reviewer. Claims beyond what a junior may hold go back to the queue.' },
  { value: 'SENIOR', title: 'Senior', text: 'Claims everything, four at a time, and approves every priority.', confirm: 'You take responsibility for approving work of any priority, and others will see you as a senior reviewer.' },
];

export function ReviewerSection({ user }: { user: User }) {
  const change = useReviewerLevel();
  const [asked, setAsked] = useState<ReviewerLevel | null>(null);
  const wanted = LEVELS.find(({ value }) => value === asked);
  return (
    <Section title="Reviewer level" intro="Your own choice; you can change it at any time.">
      <div role="radiogroup" aria-label="Reviewer level" className="grid gap-2 sm:grid-cols-3">
        {LEVELS.map(({ value, title, text }) => (
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={user.reviewerLevel === value}
            data-testid={`level-${value.toLowerCase()}`}
            onClick={() => user.reviewerLevel !== value && setAsked(value)}
            className={cn('flex flex-col items-start rounded-md border px-3 py-2.5 text-left', user.reviewerLevel === value ? 'border-acc bg-acc-soft' : 'border-line2 hover:bg-s2')}
          >
            <span className="block text-sm font-medium">{title}</span>
            <span className="mt-0.5 block text-xs text-mut">{text}</span>
          </button>
        ))}
      </div>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={asked === 'NONE' ? 'Stop reviewing?' : `Review as a ${wanted?.title.toLowerCase()}?`}
        action={asked === 'NONE' ? 'Stop reviewing' : `Become ${wanted?.title.toLowerCase()}`}
        busy={change.isPending}
        onConfirm={() =>
          asked &&
          change.mutate(asked, {
            onSuccess: () => toast.success('Reviewer level changed'),
            onError: (error) => toast.error('The level was not changed', { description: messageOf(error) }),
            onSettled: () => setAsked(null),
          })
        }
      >
        {wanted?.confirm}
      </ConfirmDialog>
    </Section>
  );
}
