import { ContextMenu, DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { keyLabel } from '@/lib/commands';
import { cn } from '@/lib/class-names';

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** For a setting that is on or off. */
  checked?: boolean;
  onSelect: () => void;
}

/** `null` is a separator. */
export type MenuItems = (MenuItem | null)[];

const PANEL = 'animate-rise z-50 min-w-44 rounded-md border border-line2 bg-s1 p-1 shadow-float';
const ITEM =
  'flex h-7 select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-s2 cursor-default [&>svg]:size-3.5 [&>svg]:text-mut';

function Inner({ item }: { item: MenuItem }) {
  return (
    <>
      {item.icon}
      <span className="grow">{item.label}</span>
      {item.keys && <kbd className="pl-4 font-mono text-xxs text-sub">{keyLabel(item.keys)}</kbd>}
    </>
  );
}

function DropdownItem({ item }: { item: MenuItem }) {
  const className = cn(ITEM, item.danger && 'text-err [&>svg]:text-err');
  return item.checked === undefined ? (
    <DropdownMenu.Item disabled={item.disabled} onSelect={item.onSelect} className={className}>
      <Inner item={item} />
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem checked={item.checked} disabled={item.disabled} onSelect={item.onSelect} className={className}>
      <Inner item={item} />
    </DropdownMenu.CheckboxItem>
  );
}

export function Menu({ trigger, items, label, align = 'end' }: { trigger: ReactNode; items: MenuItems; label?: string; align?: 'start' | 'end' }) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={4} collisionPadding={8} className={PANEL} aria-label={label}>
          {items.map((item, index) =>
            item === null ? (
              <DropdownMenu.Separator key={`line-${index}`} className="my-1 h-px bg-line" />
            ) : (
              <DropdownItem key={item.label} item={item} />
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function RightClickMenu({ children, items }: { children: ReactNode; items: MenuItems }) {
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content collisionPadding={8} className={PANEL} onCloseAutoFocus={(event) => event.preventDefault()}>
          {items.map((item, index) =>
            item === null ? (
              <ContextMenu.Separator key={`line-${index}`} className="my-1 h-px bg-line" />
            ) : (
              <ContextMenu.Item key={item.label} disabled={item.disabled} onSelect={item.onSelect} className={cn(ITEM, item.danger && 'text-err [&>svg]:text-err')}>
                <Inner item={item} />
              </ContextMenu.Item>
            ),
          )}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
