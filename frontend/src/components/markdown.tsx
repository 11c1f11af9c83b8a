'use client';

import { lazy, Suspense } from 'react';

const Rendered = lazy(() => import('@/components/markdown-rendered'));

/** Markdown of other people: sanitised, without images from elsewhere, loaded only where there is some. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap text-sm text-mut">{text}</p>}>
      <Rendered text={text} />
    </Suspense>
  );
}
