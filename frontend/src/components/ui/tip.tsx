import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { keyLabel } from '@/lib/commands';

export function Tip({ label, keys, children }: { label: ReactNode; keys?: string; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="animate-fade z-50 max-w-72 rounded-md border border-line2 bg-s1 px-2 py-1 text-xs text-fg shadow-float"
        >
          {label}
          {keys && <kbd className="ml-2 font-mono text-xxs text-sub">{keyLabel(keys)}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
