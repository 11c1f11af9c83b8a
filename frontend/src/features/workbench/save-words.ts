import type { SaveState } from '@/features/workbench/document-saver';
import { formatAge, formatBytes } from '@/lib/format';

export interface SaveWords {
  text: string;
  tone: 'quiet' | 'warn' | 'err';
}

/** The save state in words, the same in the header, the tab and for screen readers. */
export function saveWords(state: SaveState, now: number): SaveWords {
  switch (state.kind) {
    case 'saved':
      return { text: state.at === null ? 'Saved' : `Saved ${formatAge(state.at, Math.max(now, state.at))}`, tone: 'quiet' };
    case 'dirty':
      return { text: 'Unsaved', tone: 'quiet' };
    case 'saving':
      return { text: 'Saving…', tone: 'quiet' };
    case 'offline':
      return { text: state.network ? 'Not saved: offline' : 'Not saved: service away', tone: 'warn' };
    case 'too-large':
      return { text: `Not saved: too large (${formatBytes(state.size)})`, tone: 'err' };
    case 'refused':
      return { text: 'Not saved', tone: 'err' };
    case 'conflict':
      return { text: state.theirs ? 'Conflict' : 'Deleted elsewhere', tone: 'err' };
  }
}
