'use client';

import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { Alert } from '@/features/workbench/session-alerts';
import { cn } from '@/lib/class-names';

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;
const TONES = { info: 'text-acc', warning: 'text-warn', error: 'text-err' } as const;

/** What the sandbox has to say, over its terminals until somebody has read it. */
export function AlertBanner({ alert, onDismiss }: { alert: Alert; onDismiss: () => void }) {
  const Icon = ICONS[alert.level];
  return (
    <div role={alert.level === 'info' ? 'status' : 'alert'} data-testid="sandbox-alert" data-key={alert.key} className="flex shrink-0 items-start gap-2 border-b border-line bg-s2 py-1.5 pr-1.5 pl-3 text-xs">
      <Icon aria-hidden className={cn('mt-0.5 size-3.5 shrink-0', TONES[alert.level])} />
      <p className="grow leading-5">
        {alert.title && (
          <strong className={cn('mr-1.5 font-semibold', TONES[alert.level])}>
            {alert.title}
            {alert.times > 1 && <span className="tabular-nums"> ({alert.times} times)</span>}.
          </strong>
        )}
        {alert.text}
      </p>
      <IconButton small label="Dismiss" icon={<X className="size-3.5" />} onClick={onDismiss} className="-my-0.5" />
    </div>
  );
}
