import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';

/** One card in the middle of the page: sign in, register, set up. */
export function AuthCard({ title, intro, children, footer }: { title: string; intro?: ReactNode; children: ReactNode; footer?: ReactNode }) {
  return (
    <main className="flex min-h-screen flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-[384px] rounded-lg border border-line bg-s1 p-7">
        <Logo className="mb-5 size-9" />
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {intro && <p className="mt-1 text-sm text-mut">{intro}</p>}
        <div className="mt-5">{children}</div>
      </div>
      {footer && <div className="mt-5 text-sm text-mut">{footer}</div>}
      <p className="mt-8 text-xs text-sub">Submit the running thing, not a patch.</p>
    </main>
  );
}

export const LINK = 'font-medium text-acc underline-offset-2 hover:underline';
