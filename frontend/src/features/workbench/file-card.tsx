import { Download, FileDown } from 'lucide-react';
import { fileUrl } from '@/features/workbench/file-api';
import { formatBytes } from '@/lib/format';
import { baseName } from '@/lib/paths';

/** A file that is no text: what it is, and the way to get it. */
export function FileCard({ sessionId, path, size, etag, image }: { sessionId: string; path: string; size: number; etag: string; image: boolean }) {
  const url = fileUrl(sessionId, path);
  const link = (
    <a href={url} download={baseName(path)} className="inline-flex h-8 items-center gap-2 rounded-md border border-line2 bg-s1 px-3 text-sm font-medium hover:bg-s2">
      <Download aria-hidden className="size-4" /> Download
    </a>
  );
  if (image) {
    return (
      <div className="flex h-full flex-col bg-editor">
        <div className="flex min-h-0 grow items-center justify-center overflow-auto p-6">
          {/* eslint-disable-next-line @next/next/no-img-element -- a file of the session, served as it is */}
          <img src={`${url}?v=${encodeURIComponent(etag.slice(0, 12))}`} alt={`Preview of ${path}`} className="max-h-full max-w-full rounded-sm border border-line bg-white object-contain" />
        </div>
        <div className="flex items-center justify-between border-t border-line px-4 py-2 text-xs text-mut">
          <span className="tabular-nums">{formatBytes(size)}</span>
          {link}
        </div>
      </div>
    );
  }
  return (
    <div className="flex h-full items-center justify-center bg-editor p-6">
      <div className="flex w-full max-w-sm flex-col items-center rounded-lg border border-line bg-s1 p-7 text-center">
        <FileDown aria-hidden className="mb-3 size-6 text-sub" />
        <p className="font-mono text-sm break-all">{baseName(path)}</p>
        <p className="mt-1 mb-4 text-xs text-mut tabular-nums">Binary file, {formatBytes(size)}. It cannot be edited as text.</p>
        {link}
      </div>
    </div>
  );
}
