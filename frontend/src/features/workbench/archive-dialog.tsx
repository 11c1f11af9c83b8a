import { Button } from '@/components/ui/button';
import { Dialog, DialogFooter } from '@/components/ui/dialog';
import { baseName } from '@/lib/paths';

export interface ArchiveDialogProps {
  name: string;
  folder: string;
  onUnpack: () => void;
  onUpload: () => void;
  onClose: () => void;
}

/** An archive was dropped: is it its content that is wanted, or the archive? */
export function ArchiveDialog({ name, folder, onUnpack, onUpload, onClose }: ArchiveDialogProps) {
  const decide = (action: () => void) => (): void => {
    action();
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Unpack “${name}”?`} description={`Its files go to ${folder === '' ? 'the top of the session' : `“${baseName(folder)}”`}, all of them or none.`} className="gap-4" testId="archive-dialog">
      <DialogFooter>
        <Button onClick={decide(onUpload)}>Upload as it is</Button>
        <Button tone="primary" onClick={decide(onUnpack)}>
          Unpack
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
