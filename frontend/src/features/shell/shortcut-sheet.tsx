'use client';

import { Dialog, DialogBody } from '@/components/ui/dialog';
import { keyLabel, useCommandStore, type Command } from '@/lib/commands';

export function ShortcutSheet() {
  const { sheetOpen, commands } = useCommandStore();
  const groups = new Map<string, Command[]>();
  for (const command of [...commands.values()].flat()) {
    if (command.keys) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return (
    <Dialog open={sheetOpen} onOpenChange={(open) => useCommandStore.setState({ sheetOpen: open })} title="Keyboard shortcuts" className="max-w-2xl" testId="shortcut-sheet">
      <DialogBody className="grid gap-x-8 gap-y-5 pb-6 sm:grid-cols-2">
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h3 className="mb-1 text-xs font-medium text-sub">{group}</h3>
            <dl>
              {entries.map((command) => (
                <div key={command.id} className="flex items-center justify-between gap-4 border-b border-line py-1.5 last:border-0">
                  <dt className="text-sm">{command.title}</dt>
                  <dd>
                    <kbd className="rounded-sm border border-line2 bg-bg px-1.5 py-0.5 font-mono text-xxs text-mut">{keyLabel(command.keys ?? '')}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  );
}
