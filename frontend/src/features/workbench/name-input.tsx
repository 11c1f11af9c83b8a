'use client';

import { useEffect, useRef, useState } from 'react';
import { nameError, pathError, join } from '@/lib/paths';
import { cn } from '@/lib/class-names';

/** The name of a new or renamed item, typed in its row. A broken rule is named while typing. */
export function NameInput({ folder, initial, taken, label, onDone }: { folder: string; initial: string; taken: (name: string) => boolean; label: string; onDone: (name: string | null) => void }) {
  const [name, setName] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const error = name === '' ? null : (nameError(name) ?? pathError(join(folder, name)) ?? (name !== initial && taken(name) ? `“${name}” exists already.` : null));

  useEffect(() => {
    const field = input.current;
    field?.focus();
    const dot = initial.lastIndexOf('.');
    field?.setSelectionRange(0, dot > 0 ? dot : initial.length);
  }, [initial]);

  const finish = (value: string | null): void => {
    if (done.current) return;
    done.current = true;
    onDone(value === '' || value === initial ? null : value);
  };

  return (
    <span className="relative min-w-0 grow">
      <input
        ref={input}
        value={name}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        spellCheck={false}
        autoComplete="off"
        data-testid="name-input"
        onChange={(event) => setName(event.target.value)}
        onBlur={(event) => {
          // the tree gives its row the focus a moment after a key: that ends nothing
          if (event.relatedTarget?.contains(event.currentTarget)) requestAnimationFrame(() => input.current?.focus());
          else finish(error ? null : name);
        }}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && !error) finish(name);
          if (event.key === 'Escape') finish(null);
        }}
        className={cn('h-5 w-full rounded-sm border bg-bg px-1 text-sm outline-none focus-visible:outline-none', error ? 'border-err' : 'border-acc')}
      />
      {error && (
        <span role="alert" className="absolute top-6 left-0 z-20 w-max max-w-64 rounded-md border border-err bg-s1 px-2 py-1 text-xs text-err shadow-float">
          {error}
        </span>
      )}
    </span>
  );
}
