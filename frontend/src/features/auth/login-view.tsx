'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { AuthCard, LINK } from '@/features/auth/auth-card';
import { LoginForm } from '@/features/auth/login-form';
import { safeNext } from '@/lib/next-url';

export function LoginView() {
  const router = useRouter();
  return (
    <AuthCard
      title="Sign in to Cove"
      footer={
        <>
          New here?{' '}
          <Link href="/register" className={LINK} onClick={(event) => keepNext(event.currentTarget)}>
            Create an account
          </Link>
        </>
      }
    >
      <LoginForm onDone={() => router.replace(safeNext(new URLSearchParams(location.search).get('next')))} />
    </AuthCard>
  );
}

function keepNext(link: HTMLAnchorElement): void {
  link.search = location.search;
}
