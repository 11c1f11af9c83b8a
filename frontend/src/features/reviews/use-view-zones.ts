'use client';

import { useEffect, useState } from 'react';
import type { Monaco } from '@/lib/monaco/load';

export interface ZonePlace {
  key: string;
  /** 0 is above the first line. */
  line: number;
}

/** The editor hides what is between its lines from screen readers; a discussion is no decoration. */
function showToReaders(box: HTMLElement, root: HTMLElement | null): void {
  for (let node: HTMLElement | null = box; node && node !== root; node = node.parentElement) node.removeAttribute('aria-hidden');
}

/** Room between the lines of an editor, as nodes that React can render into. A zone grows with its content. */
export function useViewZones(editor: Monaco.editor.ICodeEditor | null, places: readonly ZonePlace[]): Map<string, HTMLElement> {
  const [nodes, setNodes] = useState<Map<string, HTMLElement>>(new Map());
  const shape = places.map(({ key, line }) => `${key}@${line}`).join(' ');

  useEffect(() => {
    if (!editor || shape === '') return;
    const made = new Map<string, HTMLElement>();
    const observers: ResizeObserver[] = [];
    const ids: string[] = [];
    editor.changeViewZones((accessor) => {
      for (const place of shape.split(' ')) {
        const at = place.lastIndexOf('@');
        const box = document.createElement('div');
        const inner = document.createElement('div');
        box.append(inner);
        // above the text layer, or clicks would go to the text behind
        box.style.zIndex = '10';
        box.style.pointerEvents = 'auto';
        inner.style.cssText = 'padding:6px 20px 10px 8px;max-width:760px';
        for (const type of ['mousedown', 'mouseup', 'click', 'keydown', 'keypress', 'keyup', 'contextmenu', 'wheel'] as const) {
          if (type !== 'wheel') inner.addEventListener(type, (event) => event.stopPropagation());
        }
        const zone: Monaco.editor.IViewZone = { afterLineNumber: Number(place.slice(at + 1)), heightInPx: 60, domNode: box, suppressMouseDown: false };
        const id = accessor.addZone(zone);
        ids.push(id);
        showToReaders(box, editor.getDomNode());
        const observer = new ResizeObserver(() => {
          const height = inner.getBoundingClientRect().height;
          if (height === 0 || height === zone.heightInPx) return;
          zone.heightInPx = height;
          editor.changeViewZones((again) => again.layoutZone(id));
        });
        observer.observe(inner);
        observers.push(observer);
        made.set(place.slice(0, at), inner);
      }
    });
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the nodes are made by the editor, not by React
    setNodes(made);
    return () => {
      observers.forEach((observer) => observer.disconnect());
      setNodes(new Map());
      if (editor.getModel()) editor.changeViewZones((accessor) => ids.forEach((id) => accessor.removeZone(id)));
    };
  }, [editor, shape]);

  return nodes;
}
