import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/lib/class-names';

const CONTROL =
  'w-full rounded-md border border-line2 bg-bg px-3 text-base text-fg transition-colors duration-100 hover:border-sub/60 focus-visible:outline-offset-0 disabled:opacity-50 aria-invalid:border-err';

interface Frame {
  label: string;
  hint?: ReactNode;
  error?: string;
  hideLabel?: boolean;
}

function FieldFrame({ id, label, hint, error, hideLabel, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className={cn('mb-1.5 block text-sm font-medium', hideLabel && 'sr-only')}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-note`} role="alert" className="mt-1.5 text-xs text-err">
          {error}
        </p>
      ) : (
        hint && (
          <div id={`${id}-note`} className="mt-1.5 text-xs text-sub">
            {hint}
          </div>
        )
      )}
    </div>
  );
}

const described = (id: string, { hint, error }: Pick<Frame, 'hint' | 'error'>) => ({
  'aria-invalid': error ? true : undefined,
  'aria-describedby': error || hint ? `${id}-note` : undefined,
});

export function TextField({ label, hint, error, hideLabel, className, ...rest }: Frame & ComponentProps<'input'>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <input id={id} className={cn(CONTROL, 'h-9', className)} {...described(id, { hint, error })} {...rest} />
    </FieldFrame>
  );
}

export function TextArea({ label, hint, error, hideLabel, className, ...rest }: Frame & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <textarea id={id} className={cn(CONTROL, 'min-h-20 resize-y py-2 leading-normal', className)} {...described(id, { hint, error })} {...rest} />
    </FieldFrame>
  );
}

export function SelectField({ label, hint, error, hideLabel, className, children, ...rest }: Frame & ComponentProps<'select'>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      <select id={id} className={cn(CONTROL, 'h-9 pr-8', className)} {...described(id, { hint, error })} {...rest}>
        {children}
      </select>
    </FieldFrame>
  );
}
