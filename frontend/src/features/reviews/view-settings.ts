import { create } from 'zustand';
import type { WhiteSpace } from '@/features/reviews/queries';
import type { CodeView } from '@/features/reviews/review-code';

const STORE = 'cove:review-view';

interface ViewSettings {
  view: CodeView;
  whitespace: WhiteSpace;
}

function load(): ViewSettings {
  const fallback: ViewSettings = { view: 'split', whitespace: 'keep' };
  try {
    const { view, whitespace } = JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<ViewSettings>;
    return { view: view === 'inline' || view === 'whole' ? view : 'split', whitespace: whitespace === 'ignore' ? 'ignore' : 'keep' };
  } catch {
    return fallback;
  }
}

/** How a person likes to read changes; kept in this browser. */
export const useViewSettings = create<ViewSettings>(() => (typeof localStorage === 'undefined' ? { view: 'split', whitespace: 'keep' } : load()));

export function changeViewSettings(change: Partial<ViewSettings>): void {
  useViewSettings.setState(change);
  try {
    localStorage.setItem(STORE, JSON.stringify(useViewSettings.getState()));
  } catch {
    // then it lasts until the page is left
  }
}
