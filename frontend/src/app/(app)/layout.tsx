import type { ReactNode } from 'react';
import { NotificationBell } from '@/features/notifications/notification-bell';
import { AppShell } from '@/features/shell/app-shell';

export default function AppLayout({ children }: { children: ReactNode }) {
  return <AppShell bell={<NotificationBell />}>{children}</AppShell>;
}
