'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patch, put } from '@/lib/api/http';
import { meKey } from '@/lib/api/me';
import type { ReviewerLevel, User } from '@/lib/api/types';

function useMeChange<I>(call: (input: I) => Promise<User>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (user) => {
      client.setQueryData(meKey, user);
      void client.invalidateQueries({ queryKey: ['reviewers'] });
    },
  });
}

export interface ProfileChange {
  displayName: string;
  bio: string;
  timeZone: string;
}

export const useUpdateProfile = () => useMeChange((change: ProfileChange) => patch<User>('/api/users/me', change));

export const useReviewerLevel = () => useMeChange((level: ReviewerLevel) => put<User>('/api/users/me/reviewer-status', { level }));

export const useChangePassword = () => useMutation({ mutationFn: (change: { currentPassword: string; newPassword: string }) => put<void>('/api/users/me/password', change) });
