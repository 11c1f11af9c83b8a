'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authGate } from '@/lib/api/auth-gate';
import { request } from '@/lib/api/http';
import { meKey } from '@/lib/api/me';
import type { SignedIn } from '@/lib/api/types';

export interface Credentials {
  username: string;
  password: string;
}

export interface NewAccount extends Credentials {
  email: string;
}

const ask = (path: string, json: unknown): Promise<SignedIn> =>
  request<SignedIn>(path, { method: 'POST', json, onUnauthenticated: 'throw' });

function useSignInWith<T>(call: (input: T) => Promise<SignedIn>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: ({ user }) => {
      const before = authGate.knownUser();
      if (before && before.id !== user.id) {
        // somebody else signed in over this page: nothing of the first person may stay on it
        // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a full load, on purpose
        location.assign('/sessions');
        return;
      }
      client.setQueryData(meKey, user);
      authGate.signedIn(user);
    },
  });
}

export const useLogin = () => useSignInWith((credentials: Credentials) => ask('/api/auth/login', credentials));

export const useRegister = () => useSignInWith((account: NewAccount) => ask('/api/auth/register', account));

export const useSetup = () => useSignInWith((account: NewAccount & { token: string }) => ask('/api/auth/setup', account));
