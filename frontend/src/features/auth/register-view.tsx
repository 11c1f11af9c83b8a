'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { AccountForm } from '@/features/auth/account-form';
import { AuthCard, LINK } from '@/features/auth/auth-card';
import { useRegister } from '@/features/auth/mutations';
import { safeNext } from '@/lib/next-url';

export function RegisterView() {
  const router = useRouter();
  const register = useRegister();
  return (
    <AuthCard
      title="Create your account"
      footer={
        <>
          Already have one?{' '}
          <Link href="/login" className={LINK}>
            Sign in
          </Link>
        </>
      }
    >
      <AccountForm
        testId="register-form"
        action="Create account"
        busy={register.isPending}
        error={register.error}
        onSubmit={(account) =>
          register.mutate(account, { onSuccess: () => router.replace(safeNext(new URLSearchParams(location.search).get('next'))) })
        }
      />
    </AuthCard>
  );
}
