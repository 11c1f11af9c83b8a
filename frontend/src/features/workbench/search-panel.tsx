'use client';

import { CaseSensitive, ChevronRight, Regex, X } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { Documents } from '@/features/workbench/documents';
import { FileIcon } from '@/features/workbench/file-icon';
import { useSearch } from '@/features/workbench/queries';
import { byFile, marked, type FileHits } from '@/features/workbench/search-hits';
import { cn } from '@/lib/class-names';
import { plural } from '@/lib/format';
import { baseName, parentOf } from '@/lib/paths';
import { messageOf } from '@/lib/problem';

const TYPING = 250;

/** Search in all files of the session. What is typed and not saved yet is saved first, so that it is found. */
export function SearchPanel({ sessionId, documents, revision, onClose }: { sessionId: string; documents: Documents; revision: number; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [regex, setRegex] = useState(false);
  const [caseSensitive, setCaseSensitive] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const search = useSearch(sessionId, { text, regex, caseSensitive });
  const { refetch } = search;
  useEffect(() => box.current?.select(), []);
  useEffect(() => {
    const timer = setTimeout(() => void documents.saveAll().then(() => setText(typed)), TYPING);
    return () => clearTimeout(timer);
  }, [typed, documents]);
  // the files moved on under the result
  const settled = useDeferredValue(revision);
  const known = useRef(settled);
  useEffect(() => {
    if (known.current === settled || text === '') return;
    known.current = settled;
    const timer = setTimeout(() => void refetch(), 1_000);
    return () => clearTimeout(timer);
  }, [settled, text, refetch]);

  const searchNow = async (): Promise<void> => {
    await documents.saveAll();
    if (typed === text) await refetch();
    else setText(typed);
  };

  const hits = (text !== '' && search.data?.items) || [];
  const files = byFile(hits);
  return (
    <section aria-label="Search" data-region="files" data-testid="search-panel" className="flex h-full flex-col bg-s1">
      <div className="flex h-9 shrink-0 items-center border-b border-line pr-1.5 pl-3">
        <h2 className="grow text-xs font-medium text-mut">Search in files</h2>
        <IconButton small label="Back to the files" keys="Escape" icon={<X className="size-3.5" />} onClick={onClose} />
      </div>
      <div className="flex h-10 shrink-0 items-center gap-0.5 border-b border-line px-2">
        <input
          ref={box}
          autoFocus
          type="text"
          aria-label="Search for"
          value={typed}
          maxLength={500}
          spellCheck={false}
          placeholder="Search"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
            if (event.key === 'Enter') void searchNow();
          }}
          className="h-7 min-w-0 grow rounded-md border border-line2 bg-bg px-2 text-sm"
        />
        <IconButton small label="Match case" aria-pressed={caseSensitive} icon={<CaseSensitive className="size-4" />} onClick={() => setCaseSensitive(!caseSensitive)} className="aria-pressed:bg-acc-soft" />
        <IconButton small label="Regular expression" aria-pressed={regex} icon={<Regex className="size-3.5" />} onClick={() => setRegex(!regex)} className="aria-pressed:bg-acc-soft" />
      </div>
      <p role="status" data-testid="search-count" className={cn('shrink-0 px-3 py-1.5 text-xs tabular-nums', search.error ? 'text-err' : 'text-mut')}>
        {text === '' ? 'Type what to look for.' : search.error ? messageOf(search.error) : search.isPending ? 'Searching…' : hits.length === 0 ? 'Nothing was found.' : `${plural(hits.length, 'line')} in ${plural(files.length, 'file')}`}
        {search.data?.truncated && !search.error && (search.data.reason === 'TIME' ? '; there may be more, the search took too long' : '; there are more, narrow it down')}
      </p>
      <div className={cn('min-h-0 grow overflow-y-auto pb-2', search.isFetching && 'opacity-80')}>
        {files.map((file) => (
          <FileGroup key={file.path} file={file} mark={(hit) => marked(hit, text, regex, caseSensitive)} open={(hit, preview) => documents.open(hit.path, { preview, line: hit.line, column: hit.column })} />
        ))}
      </div>
    </section>
  );
}

interface FileGroupProps {
  file: FileHits;
  mark: (hit: FileHits['hits'][number]) => ReturnType<typeof marked>;
  open: (hit: FileHits['hits'][number], preview: boolean) => void;
}

function FileGroup({ file: { path, hits }, mark, open }: FileGroupProps) {
  const [shut, setShut] = useState(false);
  return (
    <div>
      <button type="button" aria-expanded={!shut} onClick={() => setShut(!shut)} className="flex h-6 w-full items-center gap-1.5 px-2 text-sm hover:bg-s2 focus-visible:-outline-offset-2">
        <ChevronRight aria-hidden className={cn('size-3.5 shrink-0 text-sub', !shut && 'rotate-90')} />
        <FileIcon path={path} />
        <span className="truncate" title={path}>
          {baseName(path)} <span className="text-xs text-sub">{parentOf(path)}</span>
        </span>
        <span className="ml-auto rounded-full bg-s3 px-1.5 text-xxs text-fg tabular-nums">{hits.length}</span>
      </button>
      {!shut &&
        hits.map((hit) => (
          <button
            key={`${hit.line}:${hit.column}`}
            type="button"
            data-testid="search-hit"
            title={`${path}:${hit.line}`}
            onClick={() => open(hit, true)}
            onDoubleClick={() => open(hit, false)}
            className="flex h-5.5 w-full items-center gap-2 pr-2 pl-8 text-left font-mono text-xs hover:bg-s2 focus-visible:-outline-offset-2"
          >
            <span className="w-7 shrink-0 text-right text-xxs text-sub tabular-nums">{hit.line}</span>
            <span className="truncate whitespace-pre text-mut">
              {mark(hit).map((piece, index) =>
                piece.hit ? (
                  <mark key={index} className="rounded-xs bg-warn/25 text-fg">
                    {piece.text}
                  </mark>
                ) : (
                  piece.text
                ),
              )}
            </span>
          </button>
        ))}
    </div>
  );
}
