import type { ReactNode } from 'react';
import { LateNotice } from '@/features/notifications/late-notice';
import { NotificationBell } from '@/features/notifications/notification-bell';
import { AppShell } from '@/features/shell/app-shell';

export default function AppLayout({ children }: { children: ReactNode }) {
  return <AppShell bell={<NotificationBell />} notice={<LateNotice />}>{children}</AppShell>;
}
