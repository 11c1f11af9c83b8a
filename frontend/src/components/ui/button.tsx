import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/class-names';

type Tone = 'primary' | 'default' | 'ghost' | 'danger' | 'danger-outline';

const TONES: Record<Tone, string> = {
  primary: 'bg-acc text-on-acc hover:bg-acc-strong border-transparent',
  default: 'bg-s1 text-fg border-line2 hover:bg-s2',
  ghost: 'bg-transparent text-mut border-transparent hover:bg-s2 hover:text-fg',
  danger: 'bg-err text-white dark:text-on-acc border-transparent hover:brightness-110',
  'danger-outline': 'bg-s1 text-err border-line2 hover:bg-s2',
};

export interface ButtonProps extends ComponentProps<'button'> {
  tone?: Tone;
  size?: 'md' | 'sm' | 'lg';
  busy?: boolean;
  icon?: ReactNode;
}

/** A button that keeps its width while it works. */
export function Button({ tone = 'default', size = 'md', busy = false, icon, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cn(
        'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50',
        size === 'sm' ? 'h-7 px-2.5 text-xs' : size === 'lg' ? 'h-9 px-4 text-sm' : 'h-8 px-3 text-sm',
        TONES[tone],
        className,
      )}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="absolute size-4 animate-spin" />}
      <span className={cn('inline-flex items-center gap-2', busy && 'invisible')}>
        {icon}
        {children}
      </span>
    </button>
  );
}
