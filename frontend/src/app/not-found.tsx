import Link from 'next/link';
import { Logo } from '@/components/ui/logo';

export default function NotFound() {
  return (
    <main className="flex min-h-screen flex-col items-center justify-center px-6 text-center">
      <Logo className="mb-5 size-9" />
      <h1 className="text-xl font-semibold tracking-tight">There is no such page</h1>
      <p className="mt-1 max-w-sm text-sm text-mut">The address may be mistyped, or what it showed was deleted.</p>
      <Link href="/sessions" className="mt-5 inline-flex h-8 items-center rounded-md bg-acc px-3 text-sm font-medium text-on-acc hover:bg-acc-strong">
        Go to your sessions
      </Link>
    </main>
  );
}
