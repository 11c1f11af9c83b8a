'use client';

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface TabSpec {
  value: string;
  label: ReactNode;
  count?: number | null;
}

/** A row of tabs over one panel. */
export function Tabs({ value, onChange, tabs, label, children }: { value: string; onChange: (value: string) => void; tabs: TabSpec[]; label: string; children: ReactNode }) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List aria-label={label} className="flex gap-1 border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-9 items-center gap-2 border-b-2 border-transparent px-3 text-sm text-mut hover:text-fg data-[state=active]:border-acc data-[state=active]:text-fg"
          >
            {tab.label}
            {tab.count ? <span className="rounded-full bg-s3 px-1.5 text-xxs font-medium text-fg tabular-nums">{tab.count}</span> : null}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className="outline-none" tabIndex={-1}>
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
