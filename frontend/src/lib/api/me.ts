'use client';

import { useQuery } from '@tanstack/react-query';
import { authGate } from '@/lib/api/auth-gate';
import { request } from '@/lib/api/http';
import type { User } from '@/lib/api/types';

export const meKey = ['me'] as const;

/** Who is signed in. An unknown login is an error here (401): the shell turns it into the sign-in page. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: async ({ signal }) => {
      const user = await request<User>('/api/users/me', { signal });
      authGate.signedIn(user);
      return user;
    },
    staleTime: 60_000,
  });
}
