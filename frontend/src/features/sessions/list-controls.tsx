'use client';

import { Search } from 'lucide-react';
import type { RefObject } from 'react';
import { SORTS, STATES, type ListView } from '@/features/sessions/session-list';

const STATUSES = { ACTIVE: 'Active', ARCHIVED: 'Archived', TRASHED: 'Trash' } as const;

export interface ListControlsProps {
  view: ListView;
  onChange: (change: Partial<ListView>) => void;
  searchBox: RefObject<HTMLInputElement | null>;
}

/** Search, the three shelves, state and order. */
export function ListControls({ view, onChange, searchBox }: ListControlsProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <label className="relative grow sm:max-w-xs">
        <span className="sr-only">Search sessions</span>
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-sub" />
        <input ref={searchBox} type="search" value={view.search} onChange={(event) => onChange({ search: event.target.value })} placeholder="Search sessions" className="h-8 w-full rounded-md border border-line2 bg-s1 pr-3 pl-8 text-sm" />
      </label>
      <div role="group" aria-label="Show" className="flex rounded-md border border-line2 bg-s1 p-0.5">
        {(Object.keys(STATUSES) as (keyof typeof STATUSES)[]).map((status) => (
          <button key={status} type="button" aria-pressed={view.status === status} onClick={() => onChange({ status })} className="h-6.5 rounded-sm px-2.5 text-xs font-medium text-mut hover:text-fg aria-pressed:bg-s3 aria-pressed:text-fg">
            {STATUSES[status]}
          </button>
        ))}
      </div>
      <div className="ml-auto flex gap-2">
        {view.status !== 'TRASHED' && <Choice label="State" value={view.state} options={STATES} onChange={(state) => onChange({ state })} />}
        <Choice label="Sort by" value={view.sort} options={SORTS} onChange={(sort) => onChange({ sort })} />
      </div>
    </div>
  );
}

function Choice<K extends string>({ label, value, options, onChange }: { label: string; value: K; options: Record<K, string>; onChange: (value: K) => void }) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as K)} className="h-8 rounded-md border border-line2 bg-s1 px-2 text-sm text-mut hover:text-fg">
      {(Object.keys(options) as K[]).map((key) => (
        <option key={key} value={key}>
          {options[key]}
        </option>
      ))}
    </select>
  );
}
