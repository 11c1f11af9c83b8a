'use client';

import { CodeXml, GitPullRequest, Search, Users } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';
import { ThemeButton } from '@/features/shell/theme-button';
import { UserMenu } from '@/features/shell/user-menu';
import type { User } from '@/lib/api/types';
import { cn } from '@/lib/class-names';
import { keyLabel, openPalette } from '@/lib/commands';
import { useMounted } from '@/lib/route-id';

const PLACES = [
  { href: '/sessions', label: 'Sessions', icon: CodeXml },
  { href: '/reviews', label: 'Reviews', icon: GitPullRequest },
  { href: '/people', label: 'Reviewers', icon: Users },
] as const;

export function AppHeader({ user, bell }: { user: User | null; bell: ReactNode }) {
  const pathname = usePathname();
  const mounted = useMounted();
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b border-line bg-s1 px-3">
      <Link href="/sessions" className="mr-2 flex items-center gap-2 rounded-md font-semibold" aria-label="Cove, your sessions">
        <Logo />
        <span className="hidden text-base tracking-tight sm:inline">Cove</span>
      </Link>
      <nav aria-label="Main" className="flex gap-0.5">
        {PLACES.map(({ href, label, icon: Icon }) => {
          const here = mounted && pathname.startsWith(href);
          return (
            <Link
              key={href}
              href={href}
              aria-current={here ? 'page' : undefined}
              className={cn('flex h-8 items-center gap-2 rounded-md px-2.5 text-sm transition-colors duration-100', here ? 'bg-s2 font-medium text-fg' : 'text-mut hover:bg-s2 hover:text-fg')}
            >
              <Icon aria-hidden className="size-4" />
              <span className="hidden md:inline">{label}</span>
              <span className="sr-only md:hidden">{label}</span>
            </Link>
          );
        })}
      </nav>
      <div className="ml-auto flex items-center gap-1.5">
        <button
          type="button"
          onClick={() => openPalette()}
          className="flex h-8 items-center gap-2 rounded-md border border-line bg-bg px-2.5 text-sm text-sub hover:border-line2 hover:text-mut lg:w-64"
        >
          <Search aria-hidden className="size-4" />
          <span className="hidden lg:inline">Search or jump to…</span>
          <span className="sr-only lg:hidden">Search or jump to…</span>
          {mounted && <kbd className="ml-auto hidden font-mono text-xxs lg:inline">{keyLabel('$mod+k')}</kbd>}
        </button>
        <ThemeButton />
        {bell}
        <UserMenu user={user} />
      </div>
    </header>
  );
}
