'use client';

import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { pastedLines, pastePreview } from '@/features/workbench/pasted-lines';
import { formatBytes } from '@/lib/format';

/** Asks before many lines go into a terminal: Enter pastes, Escape does not. */
export function PasteDialog({ text, program, onPaste, onCancel }: { text: string; program: string; onPaste: () => void; onCancel: () => void }) {
  const { lines, more } = pastePreview(text);
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onCancel()} title={`Paste ${pastedLines(text).toLocaleString()} lines into ${program}?`} action="Paste" actionFirst onConfirm={onPaste}>
      A shell may run each line as soon as it arrives.
      <pre data-testid="paste-preview" className="mt-3 max-h-52 overflow-auto rounded-md border border-line2 bg-bg p-2 font-mono text-xs text-fg">{lines.join('\n')}</pre>
      <p className="mt-1.5 text-xs text-sub tabular-nums">
        {more > 0 && `and ${more.toLocaleString()} more, `}
        {formatBytes(text.length)}
      </p>
    </ConfirmDialog>
  );
}
