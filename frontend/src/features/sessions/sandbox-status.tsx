import { StatusDot } from '@/components/ui/badge';
import { Tip } from '@/components/ui/tip';
import type { Sandbox } from '@/lib/api/types';
import { reasonSentence } from '@/lib/sandbox-words';

export function SandboxStatus({ sandbox }: { sandbox: Sandbox | undefined }) {
  switch (sandbox?.state) {
    case undefined:
      return <span className="skeleton inline-block h-3.5 w-16 align-middle" aria-label="Loading" />;
    case 'RUNNING':
      return <StatusDot tone="ok">Running</StatusDot>;
    case 'STARTING':
      return (
        <StatusDot tone="warn" pulse>
          Starting…
        </StatusDot>
      );
    case 'STOPPING':
      return (
        <StatusDot tone="warn" pulse>
          Stopping…
        </StatusDot>
      );
    case 'FAILED':
      return (
        <Tip label={reasonSentence(sandbox.reason) || 'No reason was given'}>
          <span tabIndex={0} className="rounded-sm">
            <StatusDot tone="err">Failed</StatusDot>
          </span>
        </Tip>
      );
    case 'STOPPED':
      return <StatusDot tone="idle">Stopped</StatusDot>;
  }
}
