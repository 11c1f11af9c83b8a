import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { Documents } from '@/features/workbench/documents';
import { baseName } from '@/lib/paths';

/** A tab was to be closed, and its text could not be saved. */
export function CloseUnsavedDialog({ documents, path, onClose }: { documents: Documents; path: string; onClose: () => void }) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      danger
      title={`“${baseName(path)}” is not saved`}
      action="Throw my changes away"
      onConfirm={() => {
        documents.discard(path);
        onClose();
      }}
    >
      What you typed since the last save would be lost. Cancel, and it stays open and in this browser until it can be saved.
    </ConfirmDialog>
  );
}
