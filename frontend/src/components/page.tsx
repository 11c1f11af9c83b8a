'use client';

import { useEffect, useRef, type ReactNode } from 'react';

/** The frame of an ordinary page: title, focus on navigation, width. */
export function Page({ title, intro, actions, children, narrow = false }: { title: string; intro?: ReactNode; actions?: ReactNode; children: ReactNode; narrow?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div className={`mx-auto w-full px-4 py-6 sm:px-7 ${narrow ? 'max-w-3xl' : 'max-w-[1152px]'}`}>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none focus-visible:outline-none">
            {title}
          </h1>
          {intro && <div className="mt-1 text-sm text-mut">{intro}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Cove`;
  }, [title]);
}

export function Card({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <section className={`overflow-hidden rounded-lg border border-line bg-s1 ${className}`}>{children}</section>;
}
