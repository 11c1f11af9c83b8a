'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { EmptyState } from '@/components/ui/states';
import { isNumber, MOST_ROWS, parseCsv } from '@/features/workbench/csv';
import { cn } from '@/lib/class-names';
import { plural } from '@/lib/format';

const ROW = 26;
const MOST_COLUMNS = 100;
const WIDEST = 42;

/** A CSV file as a table: the first row stays in sight, and only the rows in sight are in the page. */
export function CsvTable({ text }: { text: string }) {
  'use no memo';
  const { rows, columns, cut } = useMemo(() => parseCsv(text), [text]);
  const scroller = useRef<HTMLDivElement>(null);
  const [header = [], ...body] = rows;
  const shown = Math.min(columns, MOST_COLUMNS);
  // widths come from the first rows, so that scrolling never moves a column
  const widths = useMemo(
    () => Array.from({ length: shown }, (_, column) => Math.min(WIDEST, Math.max(4, ...rows.slice(0, 200).map((row) => row[column]?.length ?? 0)))),
    [rows, shown],
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer keeps its own state; this component opts out of memoisation
  const virtualizer = useVirtualizer({ count: body.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12 });
  if (rows.length === 0) return <EmptyState className="py-16" title="This table is empty" />;
  const template = `56px ${widths.map((width) => `${width + 3}ch`).join(' ')}`;
  const cells = (row: string[]): React.ReactNode[] =>
    widths.map((_, column) => (
      <span key={column} role="cell" title={row[column]} className={cn('truncate border-r border-line px-2 leading-6.5', isNumber(row[column] ?? '') && 'text-right tabular-nums')}>
        {row[column]}
      </span>
    ));
  return (
    <div className="flex h-full flex-col" data-testid="csv-table">
      <div ref={scroller} className="min-h-0 grow overflow-auto font-mono text-xs" tabIndex={0} role="table" aria-label="Table" aria-rowcount={rows.length}>
        <div className="w-max min-w-full">
          <div role="row" className="sticky top-0 z-10 grid border-b border-line2 bg-s1 font-medium" style={{ gridTemplateColumns: template, height: ROW }}>
            <span role="cell" className="border-r border-line" />
            {cells(header)}
          </div>
          <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => (
              <div key={index} role="row" className="absolute inset-x-0 grid border-b border-line hover:bg-s2/60" style={{ gridTemplateColumns: template, top: start, height: ROW }}>
                <span role="cell" className="border-r border-line px-2 text-right leading-6.5 text-sub tabular-nums select-none">
                  {index + 1}
                </span>
                {cells(body[index] ?? [])}
              </div>
            ))}
          </div>
        </div>
      </div>
      <p className="shrink-0 border-t border-line px-3 py-1.5 text-xxs text-mut tabular-nums">
        {plural(body.length, 'row')} · {plural(columns, 'column')}
        {cut && ` · the first ${MOST_ROWS.toLocaleString()} rows are shown`}
        {columns > shown && ` · the first ${MOST_COLUMNS} columns are shown`}
      </p>
    </div>
  );
}
