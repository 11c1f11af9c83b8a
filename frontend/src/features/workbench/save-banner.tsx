'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CompareDialog } from '@/features/workbench/compare-dialog';
import type { Documents } from '@/features/workbench/documents';
import type { SaveState } from '@/features/workbench/document-saver';
import { formatBytes } from '@/lib/format';
import { baseName } from '@/lib/paths';

/** Says why the file is not saved, what is kept and what can be done. */
export function SaveBanner({ documents, path, state }: { documents: Documents; path: string; state: SaveState }) {
  const [comparing, setComparing] = useState(false);
  const saver = documents.saver(path);
  if (state.kind === 'conflict' && !state.theirs) {
    return (
      <Banner text={`“${baseName(path)}” was deleted elsewhere. Your text is kept here.`}>
        <Button size="sm" onClick={() => void saver?.keepMine()}>
          Save again
        </Button>
        <Button size="sm" tone="ghost" onClick={() => documents.discard(path)}>
          Close it
        </Button>
      </Banner>
    );
  }
  if (state.kind === 'conflict' && state.theirs) {
    return (
      <>
        <Banner text={`“${baseName(path)}” was changed elsewhere while you edited it. Both versions are kept.`}>
          <Button size="sm" onClick={() => setComparing(true)}>
            Compare
          </Button>
          <Button size="sm" onClick={() => void saver?.keepMine()}>
            Keep mine
          </Button>
          <Button size="sm" onClick={() => saver?.takeTheirs()}>
            Take theirs
          </Button>
        </Banner>
        {comparing && (
          <CompareDialog
            path={path}
            theirs={state.theirs.bytes}
            mine={documents.model(path)?.getValue() ?? ''}
            onClose={() => setComparing(false)}
            onKeepMine={() => void saver?.keepMine()}
            onTakeTheirs={() => saver?.takeTheirs()}
          />
        )}
      </>
    );
  }
  if (state.kind === 'too-large') return <Banner tone="err" text={`Not saved. ${state.detail} This text has ${formatBytes(state.size)} (${state.size.toLocaleString()} bytes); it stays here.`} />;
  // the banner of the whole workbench says it, but for a server that cannot be reached from a computer that is online
  if (state.kind === 'offline' && (!state.network || !navigator.onLine)) return null;
  if (state.kind === 'offline' || state.kind === 'refused') {
    return (
      <Banner tone={state.kind === 'offline' ? 'warn' : 'err'} text={state.kind === 'offline' ? 'Not saved yet. Your edits are kept here and are saved when the connection is back.' : `Not saved. ${state.detail}`}>
        <Button size="sm" onClick={() => saver?.retry()}>
          Try again
        </Button>
      </Banner>
    );
  }
  return null;
}

function Banner({ text, tone = 'warn', children }: { text: string; tone?: 'warn' | 'err'; children?: React.ReactNode }) {
  return (
    <div role="alert" data-testid="save-banner" className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-s2 px-3 py-1.5 text-sm">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${tone === 'warn' ? 'bg-warn' : 'bg-err'}`} />
      <span className="mr-auto">{text}</span>
      {children}
    </div>
  );
}
