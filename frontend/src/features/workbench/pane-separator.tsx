'use client';

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

export const LEAST_SHARE = 20;
const STEP = 5;
const within = (share: number): number => Math.min(100 - LEAST_SHARE, Math.max(LEAST_SHARE, share));

/** The line between two terminals: dragged, moved with the arrow keys, and put back in the middle by a double click. */
export function PaneSeparator({ share, onShare }: { share: number; onShare: (share: number) => void }) {
  const dragging = useRef(false);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    dragging.current = true;
    event.currentTarget.setPointerCapture?.(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (dragging.current && box && box.width > 0) onShare(within(((event.clientX - box.left) / box.width) * 100));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST_SHARE, End: 100 - LEAST_SHARE }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onShare(within(next));
  };
  return (
    <div
      role="separator"
      aria-label="Width of the left terminal"
      aria-orientation="vertical"
      aria-valuenow={Math.round(share)}
      aria-valuemin={LEAST_SHARE}
      aria-valuemax={100 - LEAST_SHARE}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
      onDoubleClick={() => onShare(50)}
      onKeyDown={onKeyDown}
      style={{ left: `${share}%` }}
      className="absolute inset-y-0 z-10 -ml-1 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-1 after:w-px after:bg-line2 hover:after:bg-acc focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-acc"
    />
  );
}
