'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Inbox, Keyboard, LogOut, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Avatar } from '@/components/ui/avatar';
import { Menu } from '@/components/ui/menu';
import { signOut } from '@/lib/api/sign-out';
import type { User } from '@/lib/api/types';
import { openShortcutSheet } from '@/lib/commands';

export function UserMenu({ user }: { user: User | null }) {
  const router = useRouter();
  const client = useQueryClient();
  const name = user ? user.displayName || user.username : '…';
  return (
    <Menu
      label="Account"
      trigger={
        <button type="button" aria-label={`Account of ${name}`} data-testid="user-menu" className="ml-1 rounded-full">
          <Avatar name={name} />
        </button>
      }
      items={[
        { label: 'Profile and settings', icon: <UserRound />, onSelect: () => router.push('/profile') },
        { label: 'Inbox', icon: <Inbox />, onSelect: () => router.push('/inbox') },
        { label: 'Keyboard shortcuts', icon: <Keyboard />, keys: 'Shift+?', onSelect: openShortcutSheet },
        null,
        { label: 'Sign out', icon: <LogOut />, onSelect: () => void signOut(client, router) },
      ]}
    />
  );
}
