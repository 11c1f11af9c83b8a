'use client';

import { Button } from '@/components/ui/button';
import { Dialog, DialogFooter } from '@/components/ui/dialog';
import { DiffView } from '@/components/diff-view';
import { decodeText } from '@/features/workbench/file-api';
import { baseName } from '@/lib/paths';

export interface CompareDialogProps {
  path: string;
  theirs: Uint8Array;
  mine: string;
  onClose: () => void;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

export function CompareDialog({ path, theirs, mine, onClose, onKeepMine, onTakeTheirs }: CompareDialogProps) {
  const decide = (action: () => void) => (): void => {
    action();
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} wide title={`Two versions of ${baseName(path)}`} description="Left: the saved version. Right: your text." className="h-[76vh]">
      <div className="mt-4 min-h-0 grow border-t border-line">
        <DiffView path={path} original={decodeText(theirs) ?? ''} modified={mine} />
      </div>
      <DialogFooter hint="The version you do not keep stays in the history.">
        <Button onClick={decide(onTakeTheirs)}>Take theirs</Button>
        <Button tone="primary" onClick={decide(onKeepMine)}>
          Keep mine
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
