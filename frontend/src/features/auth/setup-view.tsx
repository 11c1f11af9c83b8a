'use client';

import { useRouter } from 'next/navigation';
import { AccountForm } from '@/features/auth/account-form';
import { AuthCard } from '@/features/auth/auth-card';
import { useSetup } from '@/features/auth/mutations';
import { useMounted } from '@/lib/route-id';

/** The first administrator; the one-time token travels behind the `#`, so no server log sees it. */
export function SetupView() {
  const router = useRouter();
  const setup = useSetup();
  const mounted = useMounted();
  const token = mounted ? (new URLSearchParams(location.hash.slice(1)).get('token') ?? '') : '';
  return (
    <AuthCard title="Set up Cove" intro="Create the first administrator. This link works once.">
      {mounted && !token ? (
        <p role="alert" className="text-sm text-err">
          This address lacks its token. Open the whole link that was printed when Cove was started.
        </p>
      ) : (
        <AccountForm
          testId="setup-form"
          action="Create administrator"
          busy={setup.isPending}
          error={setup.error}
          onSubmit={(account) => setup.mutate({ ...account, token }, { onSuccess: () => router.replace('/sessions') })}
        />
      )}
    </AuthCard>
  );
}
