import { cn } from '@/lib/class-names';

export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn('size-6', className)}>
      <rect width="32" height="32" rx="8" className="fill-acc" />
      <g fill="none" strokeWidth="3" strokeLinecap="round" className="stroke-on-acc">
        <path d="M21.6 11.2a7.4 7.4 0 1 0 0 9.6" />
        <path d="M16.2 16h8.3" />
      </g>
    </svg>
  );
}
