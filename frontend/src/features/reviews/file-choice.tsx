'use client';

import { useState } from 'react';
import { messageOf } from '@/lib/problem';
import { useSessionFiles } from '@/features/reviews/queries';
import { formatBytes, plural } from '@/lib/format';

/** As many files as the service takes by name. */
export const MOST_CHOSEN = 500;

export interface FileChoiceProps {
  sessionId: string;
  /** null is all of them. */
  chosen: ReadonlySet<string> | null;
  onChoose: (chosen: ReadonlySet<string> | null) => void;
}

/** All files of a session, or those that are picked. */
export function FileChoice({ sessionId, chosen, onChoose }: FileChoiceProps) {
  const files = useSessionFiles(sessionId, true);
  const [search, setSearch] = useState('');
  const all = files.data ?? [];
  const shown = all.filter(({ path }) => path.toLowerCase().includes(search.trim().toLowerCase()));
  const toggle = (path: string, on: boolean): void => {
    const next = new Set(chosen ?? []);
    if (on) next.add(path);
    else next.delete(path);
    onChoose(next);
  };
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 text-sm font-medium">Files</legend>
      <div className="flex flex-wrap items-center gap-4 text-sm">
        <label className="flex items-center gap-2">
          <input type="radio" name="files" checked={chosen === null} onChange={() => onChoose(null)} className="accent-(--acc)" />
          {files.data ? `All ${plural(all.length, 'file')}` : 'All files'}
        </label>
        <label className="flex items-center gap-2">
          <input type="radio" name="files" data-testid="choose-files" checked={chosen !== null} onChange={() => onChoose(new Set(all.length <= MOST_CHOSEN ? all.map(({ path }) => path) : []))} className="accent-(--acc)" />
          Choose{chosen !== null && `: ${chosen.size} of ${all.length}`}
        </label>
      </div>
      {chosen !== null && (
        <div className="rounded-md border border-line2">
          <div className="flex items-center gap-3 border-b border-line px-2.5 py-1.5">
            <input type="search" aria-label="Search files" placeholder="Search files" value={search} onChange={(event) => setSearch(event.target.value)} className="h-6 min-w-0 grow bg-transparent text-xs" />
            <button type="button" className="rounded-sm text-xs font-medium text-acc hover:underline" onClick={() => onChoose(new Set([...chosen, ...shown.map(({ path }) => path)]))}>
              All
            </button>
            <button type="button" className="rounded-sm text-xs font-medium text-acc hover:underline" onClick={() => onChoose(new Set([...chosen].filter((path) => !shown.some((file) => file.path === path))))}>
              None
            </button>
          </div>
          <ul aria-label="Files to submit" className="max-h-40 overflow-y-auto py-1">
            {shown.map(({ path, size }) => (
              <li key={path}>
                <label className="flex h-6.5 cursor-pointer items-center gap-2 px-2.5 text-xs hover:bg-s2">
                  <input type="checkbox" checked={chosen.has(path)} onChange={(event) => toggle(path, event.target.checked)} className="accent-(--acc)" />
                  <span className="min-w-0 grow truncate font-mono">{path}</span>
                  <span className="shrink-0 text-sub tabular-nums">{formatBytes(size)}</span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      )}
      {files.error && <p className="text-xs text-err">{messageOf(files.error)}</p>}
      {chosen !== null && chosen.size > MOST_CHOSEN && <p className="text-xs text-err">At most {MOST_CHOSEN} files can be chosen one by one; {chosen.size} are. Submit all files instead.</p>}
    </fieldset>
  );
}
