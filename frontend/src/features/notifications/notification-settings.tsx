'use client';

import { toast } from 'sonner';
import { Dialog, DialogBody } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/states';
import { useSwitch, useSwitches } from '@/features/notifications/queries';
import { KINDS } from '@/features/notifications/kinds';
import { messageOf } from '@/lib/problem';

/** Which kinds of news a person wants to hear of. */
export function NotificationSettings({ onClose }: { onClose: () => void }) {
  const switches = useSwitches();
  const change = useSwitch();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Notify me when" description="What is off is not kept for later either. You are never told of what you did yourself." testId="notification-settings">
      <DialogBody className="pt-2">
        {switches.error && !switches.data ? (
          <ErrorState className="py-4" error={switches.error} retry={() => void switches.refetch()} />
        ) : (
          <ul className="divide-y divide-line">
            {inOrder(switches.data ?? {}).map(([type, on]) => (
              <li key={type}>
                <label className="flex cursor-pointer items-center gap-3 py-2 text-sm">
                  <span className="grow">{KINDS[type] ?? type.toLowerCase().replaceAll('_', ' ')}</span>
                  <input
                    type="checkbox"
                    role="switch"
                    data-type={type}
                    checked={on}
                    onChange={(event) => change.mutate({ [type]: event.target.checked }, { onError: (error) => toast.error('Not changed', { description: messageOf(error) }) })}
                    className="size-4 accent-(--acc)"
                  />
                </label>
              </li>
            ))}
            {switches.isPending && <li className="skeleton my-3 h-4 w-2/3" aria-busy="true" />}
          </ul>
        )}
      </DialogBody>
    </Dialog>
  );
}

const ORDER = Object.keys(KINDS);

/** As they are told above, and what is new to this page last. */
const inOrder = (switches: Record<string, boolean>): [string, boolean][] => Object.entries(switches).sort(([a], [b]) => (ORDER.indexOf(a) >>> 0) - (ORDER.indexOf(b) >>> 0));
