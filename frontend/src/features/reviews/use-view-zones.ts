'use client';

import { useEffect, useRef, useState } from 'react';
import { ViewZones, type ZonePlace } from '@/features/reviews/view-zones';
import type { Monaco } from '@/lib/monaco/load';

const NONE: Map<string, HTMLElement> = new Map();

/** Room between the lines of an editor, as nodes that React can render into. A zone grows with its content. */
export function useViewZones(editor: Monaco.editor.ICodeEditor | null, places: readonly ZonePlace[]): Map<string, HTMLElement> {
  const [nodes, setNodes] = useState(NONE);
  const zones = useRef<ViewZones | null>(null);
  const latest = useRef(places);
  const shape = places.map(({ key, line }) => `${key}@${line}`).join(' ');

  useEffect(() => {
    latest.current = places;
  });

  useEffect(() => {
    if (!editor) return;
    const made = new ViewZones(editor);
    zones.current = made;
    return () => {
      zones.current = null;
      made.dispose();
      setNodes(NONE);
    };
  }, [editor]);

  useEffect(() => {
    const next = zones.current?.sync(latest.current);
    if (next) setNodes(next);
  }, [editor, shape]);

  return nodes;
}
