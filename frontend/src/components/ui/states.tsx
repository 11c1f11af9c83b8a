import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/class-names';
import { ApiError, messageOf } from '@/lib/problem';

export function EmptyState({ title, children, action, className }: { title: string; children?: ReactNode; action?: ReactNode; className?: string }) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <p className="text-base font-medium">{title}</p>
      {children && <div className="mt-1 max-w-md text-sm text-mut">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}

/** What went wrong, what to do, and the request id to quote for a server fault. */
export function ErrorState({ error, retry, title, className }: { error: unknown; retry?: () => void; title?: string; className?: string }) {
  const requestId = error instanceof ApiError && error.status >= 500 ? (error.requestId ?? error.problem.traceId) : undefined;
  return (
    <div role="alert" className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <CircleAlert aria-hidden className="mb-3 size-5 text-err" />
      <p className="text-base font-medium">{title ?? 'This could not be loaded'}</p>
      <p className="mt-1 max-w-md text-sm text-mut">{messageOf(error)}</p>
      {requestId && <p className="mt-2 font-mono text-xxs text-sub">Request {requestId}</p>}
      {retry && (
        <Button className="mt-4" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

export function SkeletonRows({ rows = 4, height = 56 }: { rows?: number; height?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} style={{ height }} className="flex items-center gap-6 border-b border-line px-4 last:border-0">
          <div className="skeleton h-3.5 w-1/4" />
          <div className="skeleton h-3.5 w-24" />
          <div className="skeleton ml-auto h-3.5 w-20" />
        </div>
      ))}
    </div>
  );
}
