'use client';

import { useEffect, useMemo, useRef } from 'react';
import { Markdown } from '@/components/markdown';
import { EmptyState } from '@/components/ui/states';
import { parseNotebook, type Cell, type Output } from '@/features/workbench/notebook';
import { loadMonaco, themeName } from '@/lib/monaco/load';
import { cn } from '@/lib/class-names';
import { useTheme } from '@/lib/theme';

/** A notebook to read: its cells and what they put out when they last ran. */
export function NotebookView({ text }: { text: string }) {
  const notebook = useMemo(() => parseNotebook(text), [text]);
  if (!notebook) return <EmptyState className="py-16" title="This is not a complete notebook">Switch to Text to see what is in it.</EmptyState>;
  if (notebook.cells.length === 0) return <EmptyState className="py-16" title="This notebook has no cells" />;
  return (
    <div className="h-full overflow-y-auto px-6 py-5" data-testid="notebook" tabIndex={0}>
      <div className="mx-auto max-w-3xl space-y-4">
        {notebook.cells.map((cell, index) => (
          <CellView key={index} cell={cell} language={notebook.language} />
        ))}
      </div>
    </div>
  );
}

function CellView({ cell, language }: { cell: Cell; language: string }) {
  if (cell.kind === 'markdown') return <Markdown text={cell.source} />;
  return (
    <div className="grid grid-cols-[44px_minmax(0,1fr)] gap-x-2 gap-y-1.5 font-mono text-xs">
      <span className="pt-2 text-right text-sub tabular-nums select-none">[{cell.count ?? ' '}]</span>
      {cell.kind === 'code' ? <Code text={cell.source} language={language} /> : <pre className="overflow-x-auto rounded-md border border-line px-3 py-2">{cell.source}</pre>}
      {cell.outputs.map((output, index) => (
        <div key={index} className="col-start-2">
          <OutputView output={output} />
        </div>
      ))}
    </div>
  );
}

function OutputView({ output }: { output: Output }) {
  // eslint-disable-next-line @next/next/no-img-element -- the picture is in the notebook
  if (output.kind === 'image') return <img src={output.url} alt="Output of the cell" className="max-w-full rounded-sm bg-white" />;
  return <pre className={cn('max-h-96 overflow-auto px-3 py-1 whitespace-pre-wrap', output.kind === 'error' ? 'rounded-md bg-err/10 text-err' : 'text-mut')}>{output.text}</pre>;
}

function Code({ text, language }: { text: string; language: string }) {
  const host = useRef<HTMLPreElement>(null);
  const theme = useTheme();
  useEffect(() => {
    let dead = false;
    void loadMonaco().then((monaco) => {
      const element = host.current;
      if (dead || !element) return;
      element.textContent = text;
      element.dataset.lang = language;
      void monaco.editor.colorizeElement(element, { theme: themeName(theme), tabSize: 4 });
    });
    return () => {
      dead = true;
    };
  }, [text, language, theme]);
  return <pre ref={host} className="overflow-x-auto rounded-md border border-line bg-s1 px-3 py-2 leading-5" />;
}
