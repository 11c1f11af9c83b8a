'use client';

import { LateNotice } from '@/features/notifications/late-notice';
import { NotificationBell } from '@/features/notifications/notification-bell';
import { RequestReviewButton } from '@/features/reviews/request-review-button';
import { useRequireSignIn } from '@/features/shell/use-require-sign-in';
import { WorkbenchView } from '@/features/workbench/workbench-view';
import { useRouteId } from '@/lib/route-id';

/** The workbench has its own header, so it stands outside the ordinary shell. */
export function WorkbenchPage() {
  useRequireSignIn();
  const sessionId = useRouteId();
  if (!sessionId) return <main className="h-screen bg-bg" aria-busy="true" />;
  return (
    <WorkbenchView
      key={sessionId}
      sessionId={sessionId}
      bell={<NotificationBell />}
      notice={<LateNotice />}
      requestReview={(props) => <RequestReviewButton {...props} />}
    />
  );
}
