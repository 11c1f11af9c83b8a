import { initials } from '@/lib/format';
import { cn } from '@/lib/class-names';

export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span aria-hidden className={cn('inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-s3 text-xxs font-semibold text-fg', className)}>
      {initials(name)}
    </span>
  );
}
