'use client';

import type { SearchAddon } from '@xterm/addon-search';
import { ArrowDown, ArrowUp, CaseSensitive, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { cn } from '@/lib/class-names';

const HIGHLIGHT = {
  dark: { matchBackground: '#4a3b12', matchOverviewRuler: '#f0ba59', activeMatchBackground: '#8a6414', activeMatchBorder: '#f0ba59', activeMatchColorOverviewRuler: '#f0ba59' },
  light: { matchBackground: '#fbe8b8', matchOverviewRuler: '#975d00', activeMatchBackground: '#f5c95c', activeMatchBorder: '#975d00', activeMatchColorOverviewRuler: '#975d00' },
};

/** Searches what a terminal still holds. */
export function TerminalFind({ search, theme, asked, onClose }: { search: SearchAddon; theme: 'dark' | 'light'; asked: number; onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [term, setTerm] = useState('');
  const [caseSensitive, setCaseSensitive] = useState(false);
  const [found, setFound] = useState({ index: -1, count: 0 });

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  useEffect(() => {
    const results = search.onDidChangeResults(({ resultIndex, resultCount }) => setFound({ index: resultIndex, count: resultCount }));
    return () => {
      results.dispose();
      search.clearDecorations();
    };
  }, [search]);

  const look = (text: string, direction: 'next' | 'previous', cased: boolean, incremental = false): void => {
    if (text === '') {
      search.clearDecorations();
      setFound({ index: -1, count: 0 });
      return;
    }
    const options = { caseSensitive: cased, incremental, decorations: HIGHLIGHT[theme] };
    if (direction === 'next') search.findNext(text, options);
    else search.findPrevious(text, options);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' || event.key === 'F3') {
      event.preventDefault();
      look(term, event.shiftKey ? 'next' : 'previous', caseSensitive);
    }
  };

  return (
    <div role="search" aria-label="Search the terminal" data-testid="terminal-find" onKeyDown={onKeyDown} className="absolute top-1.5 right-4 z-10 flex items-center gap-0.5 rounded-md border border-line2 bg-s1 p-1 shadow-float">
      <input
        ref={input}
        aria-label="Search for"
        placeholder="Search"
        value={term}
        onChange={(event) => {
          setTerm(event.target.value);
          look(event.target.value, 'previous', caseSensitive, true);
        }}
        className="h-6 w-44 rounded-sm border border-line2 bg-bg px-2 text-xs focus-visible:outline-offset-0"
      />
      <span role="status" data-testid="find-count" className={cn('min-w-16 px-1.5 text-xxs tabular-nums', term !== '' && found.count === 0 ? 'text-err' : 'text-mut')}>
        {countWords(term, found)}
      </span>
      <IconButton small label="Match case" aria-pressed={caseSensitive} className="aria-pressed:bg-acc-soft" icon={<CaseSensitive className="size-4" />} onClick={() => (setCaseSensitive(!caseSensitive), look(term, 'previous', !caseSensitive, true))} />
      <IconButton small label="Previous match" keys="Enter" icon={<ArrowUp className="size-4" />} onClick={() => look(term, 'previous', caseSensitive)} />
      <IconButton small label="Next match" keys="Shift+Enter" icon={<ArrowDown className="size-4" />} onClick={() => look(term, 'next', caseSensitive)} />
      <IconButton small label="Close the search" keys="Escape" icon={<X className="size-4" />} onClick={onClose} />
    </div>
  );
}

function countWords(term: string, { index, count }: { index: number; count: number }): string {
  if (term === '') return '';
  if (count === 0) return 'No match';
  return index < 0 ? `${count.toLocaleString()}+` : `${index + 1} of ${count.toLocaleString()}`;
}
