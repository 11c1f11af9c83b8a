'use client';

import { Square } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { del } from '@/lib/api/http';
import { ApiError, messageOf } from '@/lib/problem';

interface Running {
  sessionId: string;
  name: string;
  expiresAt: string;
}

/** The person runs as many rounds as they may: end one, and this one starts. */
export function OtherRuns({ error, onFreed }: { error: unknown; onFreed: () => void }) {
  const [ending, setEnding] = useState<string | null>(null);
  const running = error instanceof ApiError && Array.isArray(error.problem.extra.running) ? (error.problem.extra.running as Running[]) : [];
  const stop = (sessionId: string): void => {
    setEnding(sessionId);
    del(`/api/sessions/${sessionId}?permanent=true`)
      .then(onFreed)
      .catch((problem: unknown) => toast.error('It was not ended', { description: messageOf(problem) }))
      .finally(() => setEnding(null));
  };
  return (
    <div className="mx-auto flex h-full max-w-md flex-col justify-center gap-3 p-4">
      <p className="text-sm">{messageOf(error)}</p>
      <ul className="divide-y divide-line rounded-md border border-line">
        {running.map(({ sessionId, name, expiresAt }) => (
          <li key={sessionId} className="flex items-center gap-3 px-3 py-1.5 text-sm">
            <span className="min-w-0 grow truncate">{name}</span>
            <span className="shrink-0 text-xs text-sub">until {new Date(expiresAt).toLocaleTimeString()}</span>
            <Button size="sm" icon={<Square className="size-3" />} busy={ending === sessionId} aria-label={`End ${name}`} onClick={() => stop(sessionId)}>
              End
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
