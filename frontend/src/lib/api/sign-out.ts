import type { QueryClient } from '@tanstack/react-query';
import { authGate } from '@/lib/api/auth-gate';
import { post } from '@/lib/api/http';

/** Ends this login (or every one), forgets what the page knew and shows the sign-in page. */
export async function signOut(client: QueryClient, router: { replace: (url: string) => void }, everywhere = false): Promise<void> {
  await post(everywhere ? '/api/auth/logout-all' : '/api/auth/logout').catch(() => {});
  authGate.signedOut();
  router.replace('/login');
  client.clear();
}
