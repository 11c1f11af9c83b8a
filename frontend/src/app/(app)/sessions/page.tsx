import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SessionsView } from '@/features/sessions/sessions-view';

export const metadata: Metadata = { title: 'Sessions' };

export default function SessionsPage() {
  // the address holds search and filters
  return (
    <Suspense>
      <SessionsView />
    </Suspense>
  );
}
