import type { ComponentProps, ReactNode } from 'react';
import { Tip } from '@/components/ui/tip';
import { cn } from '@/lib/class-names';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  label: string;
  keys?: string;
  icon: ReactNode;
  small?: boolean;
}

/** An icon alone: always named, always with a tooltip. */
export function IconButton({ label, keys, icon, small = false, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tip label={label} keys={keys}>
      <button
        type={type}
        aria-label={label}
        className={cn(
          'relative inline-flex shrink-0 items-center justify-center rounded-md text-mut transition-colors duration-100 hover:bg-s2 hover:text-fg disabled:cursor-not-allowed disabled:opacity-50 aria-pressed:text-fg',
          small ? 'size-6' : 'size-7',
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tip>
  );
}
