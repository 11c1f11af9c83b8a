import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { SandboxAction } from '@/features/workbench/mutations';
import type { TreeItem } from '@/lib/api/types';
import { formatBytes, plural } from '@/lib/format';

export interface LostFilesDialogProps {
  action: SandboxAction;
  files: TreeItem[];
  onClose: () => void;
  onConfirm: () => void;
}

const SHOWN = 8;

/** What only the sandbox has, listed before it goes with it. */
export function LostFilesDialog({ action, files, onClose, onConfirm }: LostFilesDialogProps) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`${plural(files.length, 'file is', 'files are')} only in the sandbox`}
      action={action === 'reset' ? 'Reset all the same' : 'Stop all the same'}
      onConfirm={() => {
        onConfirm();
        onClose();
      }}
    >
      <p>Over a limit, not saved, and gone when the sandbox is:</p>
      <ul className="my-2 space-y-0.5 font-mono text-xs text-fg">
        {files.slice(0, SHOWN).map(({ path, size }) => (
          <li key={path} className="flex gap-3">
            <span className="truncate">{path}</span>
            <span className="ml-auto shrink-0 text-mut tabular-nums">{formatBytes(size)}</span>
          </li>
        ))}
      </ul>
      {files.length > SHOWN && <p>and {files.length - SHOWN} more.</p>}
    </ConfirmDialog>
  );
}
