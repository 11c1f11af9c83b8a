'use client';

import type { ReactNode } from 'react';
import { AppHeader } from '@/features/shell/app-header';
import { useRequireSignIn } from '@/features/shell/use-require-sign-in';
import { ErrorState } from '@/components/ui/states';

export function AppShell({ bell, notice, children }: { bell: ReactNode; notice: ReactNode; children: ReactNode }) {
  const { unknown, error, data, refetch } = useRequireSignIn();
  if (unknown) return <main className="min-h-screen" aria-busy="true" />;
  return (
    <div className="flex min-h-screen flex-col">
      <a href="#main" className="sr-only z-50 rounded-md bg-acc px-3 py-2 text-sm text-on-acc focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        Skip to content
      </a>
      <AppHeader user={data ?? null} bell={bell} />
      {notice}
      <main id="main" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none focus-visible:outline-none">
        {error && !data ? <ErrorState error={error} retry={() => void refetch()} title="Cove cannot be reached" /> : children}
      </main>
    </div>
  );
}
