'use client';

import { useState } from 'react';
import { DownloadLink } from '@/features/workbench/file-card';
import { fileUrl } from '@/features/workbench/file-api';
import { cn } from '@/lib/class-names';
import { formatBytes } from '@/lib/format';

/** A picture of the session. When a program writes it again, the new one takes its place without a gap. */
export function ImageView({ sessionId, path, size, etag }: { sessionId: string; path: string; size: number; etag: string }) {
  const [pixels, setPixels] = useState<{ width: number; height: number } | null>(null);
  const [actual, setActual] = useState(false);
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <div className="flex h-full flex-col bg-editor">
      <div className={cn('flex min-h-0 grow overflow-auto p-6', actual ? 'items-start' : 'items-center justify-center')}>
        {broken === etag ? (
          <p className="m-auto text-sm text-mut">This picture is not complete, or not what its name says. It is shown when it is written again.</p>
        ) : (
          /* eslint-disable-next-line @next/next/no-img-element -- a file of the session, served as it is */
          <img
            src={`${fileUrl(sessionId, path)}?v=${encodeURIComponent(etag.slice(0, 12))}`}
            alt={`Preview of ${path}`}
            data-testid="image"
            data-etag={etag}
            onLoad={({ currentTarget }) => setPixels({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })}
            onError={() => setBroken(etag)}
            className={cn('rounded-sm border border-line bg-white', actual ? 'max-w-none' : 'max-h-full max-w-full object-contain')}
          />
        )}
      </div>
      <div className="flex h-11 shrink-0 items-center gap-3 border-t border-line px-4 text-xs text-mut tabular-nums">
        <span>{formatBytes(size)}</span>
        {pixels && (
          <span>
            {pixels.width} × {pixels.height}
          </span>
        )}
        <button type="button" aria-pressed={actual} onClick={() => setActual(!actual)} className="ml-auto h-7 rounded-md px-2 hover:bg-s2 hover:text-fg">
          {actual ? 'Fit' : 'Actual size'}
        </button>
        <DownloadLink sessionId={sessionId} path={path} />
      </div>
    </div>
  );
}
