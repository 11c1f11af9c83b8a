'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useMe } from '@/lib/api/me';
import { signInUrl } from '@/lib/next-url';
import { ApiError } from '@/lib/problem';

/** Sends whoever is not signed in to the sign-in page, and back here afterwards. */
export function useRequireSignIn() {
  const me = useMe();
  const router = useRouter();
  const unknown = me.error instanceof ApiError && me.error.status === 401 && !me.data;
  useEffect(() => {
    if (unknown) router.replace(signInUrl(location.pathname + location.search + location.hash));
  }, [unknown, router]);
  return { ...me, unknown };
}
