'use client';

import { Command as Cmdk } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo } from 'react';
import { keyLabel, useCommandStore, type Command } from '@/lib/commands';
import { rank } from '@/lib/rank';

const close = (): void => useCommandStore.setState({ paletteOpen: false });

export function Palette() {
  const { paletteOpen, paletteText, commands, sources } = useCommandStore();
  const found = useMemo(() => (paletteOpen ? search(paletteText, commands, sources) : []), [paletteOpen, paletteText, commands, sources]);
  return (
    <Dialog.Root open={paletteOpen} onOpenChange={(open) => useCommandStore.setState({ paletteOpen: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className="animate-fade fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          data-testid="palette"
          className="animate-rise fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line2 bg-s1 shadow-float"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Cmdk shouldFilter={false} loop label="Commands">
            <Cmdk.Input
              value={paletteText}
              onValueChange={(text) => useCommandStore.setState({ paletteText: text })}
              placeholder="Type a command, a page or a file"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none focus-visible:outline-none"
            />
            <Cmdk.List className="max-h-[46vh] overflow-y-auto p-1.5">
              {found.length === 0 && <Cmdk.Empty className="px-3 py-8 text-center text-sm text-mut">Nothing matches “{paletteText}”.</Cmdk.Empty>}
              {found.map(([group, entries]) => (
                <Cmdk.Group key={group} heading={group} className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xxs [&_[cmdk-group-heading]]:text-sub">
                  {entries.map((command) => (
                    <Cmdk.Item
                      key={command.id}
                      value={command.id}
                      onSelect={() => {
                        close();
                        // after the dialog has given the focus back
                        setTimeout(command.run, 0);
                      }}
                      className="flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-acc-soft"
                    >
                      <span className="truncate">{command.title}</span>
                      {command.keys && <kbd className="ml-auto font-mono text-xxs text-mut">{keyLabel(command.keys)}</kbd>}
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type State = ReturnType<typeof useCommandStore.getState>;

function search(text: string, commands: State['commands'], sources: State['sources']): [string, Command[]][] {
  const own = [...commands.values()].flat().filter((command) => !command.hidden);
  const matching = text === '' ? own : rank(own, text, (command) => `${command.title} ${command.group}`);
  const more = [...sources.values()].flatMap((source) => source(text));
  const groups = new Map<string, Command[]>();
  for (const command of [...more, ...matching]) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups];
}
