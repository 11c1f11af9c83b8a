'use client';

import { lazy, Suspense } from 'react';
import { ReviewRoute } from '@/features/reviews/review-route';
import type { SessionTerminalsProps } from '@/features/workbench/session-terminals';

// the terminal is large, and most who read a review run nothing
const SessionTerminals = lazy(() => import('@/features/workbench/session-terminals').then(({ SessionTerminals: terminals }) => ({ default: terminals })));

function Terminals(props: SessionTerminalsProps) {
  return (
    <Suspense fallback={null}>
      <SessionTerminals {...props} />
    </Suspense>
  );
}

export function ReviewPageView() {
  return <ReviewRoute terminals={Terminals} />;
}
