import type { Metadata } from 'next';
import { SetupView } from '@/features/auth/setup-view';

export const metadata: Metadata = { title: 'Set up Cove' };

export default function SetupPage() {
  return <SetupView />;
}
