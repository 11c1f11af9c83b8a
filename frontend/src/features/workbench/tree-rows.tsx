'use client';

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type ReactNode, type RefObject } from 'react';
import { RightClickMenu, type MenuItems } from '@/components/ui/menu';
import { typeAhead } from '@/features/workbench/tree-model';
import type { useFileTree } from '@/features/workbench/use-file-tree';
import { cn } from '@/lib/class-names';

const ROW_HEIGHT = 24;
/** Letters typed within this time are one word. */
const WORD_TIME = 700;

type Tree = ReturnType<typeof useFileTree>['tree'];

export interface RowsProps {
  tree: Tree;
  /** Gives the way to a row that is not in the page. */
  scrollTo: RefObject<((position: number) => void) | null>;
  render: (item: ReturnType<Tree['getItems']>[number]) => ReactNode;
  /** For a row, or null for the place under the last one. */
  menu: (path: string | null) => MenuItems;
}

/** Only the rows in sight are in the page, so thousands of files stay smooth. */
export function TreeRows({ tree, scrollTo, render, menu }: RowsProps) {
  'use no memo';
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  // one menu for all rows: one each would cost more than the rows
  const [asked, setAsked] = useState<string | null | undefined>(undefined);
  const items = tree.getItems();
  const focusedId = tree.getState().focusedItem;
  const focused = items.findIndex((item) => item.getId() === focusedId);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer keeps its own state; this component opts out of memoisation
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 240, height: 600 },
    // the row with the focus stays in the page wherever it is scrolled to, or the keyboard would lose its place
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...(focused < 0 ? [] : [focused])])].sort((a, b) => a - b),
  });
  scrollTo.current = (position) => virtualizer.scrollToIndex(position);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.target instanceof HTMLInputElement) {
      if (event.key !== 'Shift') typed.current = { text: '', at: 0 };
      return;
    }
    if (event.key === ' ' && typed.current.text === '') return;
    event.preventDefault();
    const goesOn = event.timeStamp - typed.current.at < WORD_TIME;
    typed.current = { text: goesOn ? typed.current.text + event.key : event.key, at: event.timeStamp };
    const found = typeAhead(items.map((item) => item.getItemName()), focused, typed.current.text);
    const item = found === null ? undefined : items[found];
    if (!item) return;
    item.setFocused();
    tree.setSelectedItems([item.getId()]);
    // a row in the page takes the focus at once: a moment later it could take it from the name that is being typed
    const row = item.getElement();
    if (row) row.focus();
    else tree.updateDomFocus();
  };

  // under the last row lies the session itself: what is dropped there goes to the top
  return (
    <RightClickMenu items={asked === undefined ? [] : menu(asked)}>
      <div
        ref={scroller}
        onKeyDown={onKeyDown}
        onContextMenuCapture={(event) => setAsked((event.target as Element).closest<HTMLElement>('[data-path]')?.dataset.path ?? null)}
        data-testid="tree-scroller"
        className={cn('flex min-h-0 grow flex-col overflow-y-auto py-1', tree.getDragTarget()?.item.getId() === '/' && 'outline-1 -outline-offset-1 outline-acc')}
      >
        <div {...tree.getContainerProps('Files')} className="relative shrink-0 grow outline-none focus-visible:outline-none" style={{ minHeight: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((row) => {
            const item = items[row.index];
            return (
              item && (
                <div key={item.getKey()} role="presentation" className="absolute inset-x-0" style={{ top: row.start, height: ROW_HEIGHT }}>
                  {render(item)}
                </div>
              )
            );
          })}
        </div>
      </div>
    </RightClickMenu>
  );
}
