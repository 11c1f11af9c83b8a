'use client';

import { useEffect, useState } from 'react';
import type { Monaco } from '@/lib/monaco/load';

const DELAY = 150;

/** The text of a model as it is now, a moment behind the typing. */
export function useModelText(model: Monaco.editor.ITextModel | null): string {
  const [, setVersion] = useState(0);
  useEffect(() => {
    if (!model) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener = model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setVersion(model.getVersionId()), DELAY);
    });
    return () => {
      clearTimeout(timer);
      listener.dispose();
    };
  }, [model]);
  return model && !model.isDisposed() ? model.getValue() : '';
}
