import { Download, FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileUrl } from '@/features/workbench/file-api';
import { baseName } from '@/lib/paths';

export function DownloadLink({ sessionId, path }: { sessionId: string; path: string }) {
  return (
    <a href={fileUrl(sessionId, path)} download={baseName(path)} className="inline-flex h-8 items-center gap-2 rounded-md border border-line2 bg-s1 px-3 text-sm font-medium text-fg hover:bg-s2">
      <Download aria-hidden className="size-4" /> Download
    </a>
  );
}

/** A file that is not shown: what it is, and the ways to get at it. */
export function FileCard({ sessionId, path, text, download = true, children }: { sessionId: string; path: string; text: string; download?: boolean; children?: ReactNode }) {
  return (
    <div className="flex h-full items-center justify-center bg-editor p-6">
      <div data-testid="file-card" className="flex w-full max-w-sm flex-col items-center rounded-lg border border-line bg-s1 p-7 text-center">
        <FileDown aria-hidden className="mb-3 size-6 text-sub" />
        <p className="font-mono text-sm break-all">{baseName(path)}</p>
        <p className="mt-1 text-xs text-mut tabular-nums">{text}</p>
        {(download || children) && (
          <div className="mt-4 flex gap-2">
            {children}
            {download && <DownloadLink sessionId={sessionId} path={path} />}
          </div>
        )}
      </div>
    </div>
  );
}
