'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo, useSyncExternalStore } from 'react';
import { readPlace, writePlace, type ReviewPlace } from '@/features/reviews/review-place';

const onHash = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  window.addEventListener('popstate', changed);
  return () => {
    window.removeEventListener('hashchange', changed);
    window.removeEventListener('popstate', changed);
  };
};

/** Where in the review somebody is: the address is the only place it is kept. */
export function useReviewPlace(): [ReviewPlace, (change: Partial<ReviewPlace>) => void] {
  const parameters = useSearchParams();
  const hash = useSyncExternalStore(onHash, () => location.hash, () => '');
  const place = useMemo(() => readPlace(new URLSearchParams(parameters), hash), [parameters, hash]);
  const go = (change: Partial<ReviewPlace>): void => {
    const next = writePlace({ ...place, line: null, comment: null, ...change });
    // without a state of its own the router takes notice
    history.replaceState(null, '', `${location.pathname}${next}`);
  };
  return [place, go];
}
