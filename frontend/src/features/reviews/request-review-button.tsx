'use client';

import { GitPullRequest } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { RequestReviewDialog } from '@/features/reviews/request-review-dialog';
import { useSessionReview } from '@/features/reviews/queries';
import { useCommands } from '@/lib/commands';

export interface RequestReviewButtonProps {
  sessionId: string;
  suggestedTitle: string;
  /** Stores what is still unsaved; the snapshot is of the stored files. */
  beforeSubmit: () => Promise<boolean>;
}

export function RequestReviewButton({ sessionId, suggestedTitle, beforeSubmit }: RequestReviewButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const current = useSessionReview(sessionId, true).data;
  const review = current?.canSubmit === false ? current.review : null;
  const press = (): void => (review ? router.push(`/reviews/${review.id}`) : setOpen(true));
  useCommands('request-review', [{ id: 'review.request', title: review ? 'Open the review of this session' : 'Request review', group: 'Workbench', run: press }]);
  return (
    <>
      <Button icon={<GitPullRequest className="size-4" />} onClick={press} data-testid="request-review">
        <span className="hidden md:inline">{review ? 'Open review' : 'Request review'}</span>
        <span className="md:hidden">Review</span>
      </Button>
      {open && <RequestReviewDialog sessionId={sessionId} suggestedTitle={suggestedTitle} beforeSubmit={beforeSubmit} onClose={() => setOpen(false)} />}
    </>
  );
}
