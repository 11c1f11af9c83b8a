import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/class-names';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  wide?: boolean;
  /** Without a cross and deaf to clicks outside: something has to be decided. */
  modalOnly?: boolean;
  className?: string;
  testId?: string;
  onOpenAutoFocus?: ComponentProps<typeof Radix.Content>['onOpenAutoFocus'];
  children: ReactNode;
}

export function Dialog({ open, onOpenChange, title, description, wide, modalOnly, className, testId, onOpenAutoFocus, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="animate-fade fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          data-testid={testId}
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...(onOpenAutoFocus ? { onOpenAutoFocus } : {})}
          onInteractOutside={modalOnly ? (event) => event.preventDefault() : undefined}
          onEscapeKeyDown={modalOnly ? (event) => event.preventDefault() : undefined}
          className={cn(
            'animate-rise fixed top-[12vh] left-1/2 z-40 flex max-h-[80vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col rounded-lg border border-line2 bg-s1 shadow-float',
            wide ? 'max-w-5xl' : 'max-w-md',
            className,
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <div>
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-sm text-mut">{description}</Radix.Description>}
            </div>
            {!modalOnly && (
              <Radix.Close aria-label="Close" className="-mr-1.5 inline-flex size-7 items-center justify-center rounded-md text-mut hover:bg-s2 hover:text-fg">
                <X className="size-4" />
              </Radix.Close>
            )}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn('min-h-0 overflow-y-auto px-5 py-4', className)}>{children}</div>;
}

export function DialogFooter({ children, hint }: { children: ReactNode; hint?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
      {hint && <div className="mr-auto text-xs text-sub">{hint}</div>}
      {children}
    </div>
  );
}
