'use client';

import { Check, CircleAlert, RotateCw, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '@/components/ui/icon-button';
import { progressOf, type Upload, type UploadQueue } from '@/features/workbench/upload-queue';
import { cn } from '@/lib/class-names';
import { formatBytes, plural } from '@/lib/format';
import { baseName } from '@/lib/paths';

const LINGER = 4_000;
const SHOWN = 200;
/** What failed stands first, then what is under way. */
const ORDER: Record<Upload['state'], number> = { failed: 0, sending: 1, waiting: 2, cancelled: 3, done: 4 };

/** The files on their way, at the foot of the tree. Goes by itself when all went well. */
export function UploadPanel({ queue }: { queue: UploadQueue }) {
  const { uploads } = useStore(queue.store);
  const { files, ended, failed, share } = progressOf(uploads);
  const over = files > 0 && ended === files;
  useEffect(() => {
    if (!over || failed > 0) return;
    const timer = setTimeout(() => queue.clear(), LINGER);
    return () => clearTimeout(timer);
  }, [over, failed, queue]);
  if (files === 0) return null;
  const title = !over ? `Uploading ${ended + 1} of ${plural(files, 'file')}` : failed > 0 ? `${plural(failed, 'file was', 'files were')} not uploaded` : 'Uploaded';
  return (
    <section aria-label="Uploads" data-testid="uploads" className="flex max-h-56 shrink-0 flex-col border-t border-line2 bg-s1">
      <div className="flex h-8 shrink-0 items-center gap-2 pr-1.5 pl-3">
        <h3 role="status" className={cn('grow truncate text-xs font-medium tabular-nums', failed > 0 && over && 'text-err')}>
          {title}
        </h3>
        <IconButton small label={over ? 'Close' : 'Cancel all'} icon={<X className="size-3.5" />} onClick={() => (over ? queue.clear() : queue.cancelAll())} />
      </div>
      <div className="h-0.5 shrink-0 bg-s3" role="progressbar" aria-label="Uploaded" aria-valuenow={Math.round(share * 100)} aria-valuemin={0} aria-valuemax={100}>
        <div className={cn('h-full transition-[width] duration-100', failed > 0 ? 'bg-err' : 'bg-acc')} style={{ width: `${share * 100}%` }} />
      </div>
      <ul className="min-h-0 overflow-y-auto py-1">
        {[...uploads]
          .sort((a, b) => ORDER[a.state] - ORDER[b.state])
          .slice(0, SHOWN)
          .map((upload) => (
            <Row key={upload.id} upload={upload} queue={queue} />
          ))}
      </ul>
    </section>
  );
}

function Row({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const { id, path, size, sent, state, detail } = upload;
  return (
    <li data-testid="upload" data-path={path} data-state={state} className="flex min-h-6 items-center gap-2 pr-1.5 pl-3 text-xs">
      <span className="min-w-0 grow">
        <span className="flex gap-2">
          <span className="truncate" title={path}>
            {baseName(path)}
          </span>
          <span className="ml-auto shrink-0 text-xxs text-sub tabular-nums">
            {state === 'sending' && size > 0 ? `${Math.round((Math.min(sent, size) / size) * 100)} %` : state === 'cancelled' ? 'Cancelled' : formatBytes(size)}
          </span>
        </span>
        {detail && <span className="block pb-1 text-xxs text-err">{detail}</span>}
      </span>
      {state === 'done' && <Check aria-label="Uploaded" className="size-3.5 shrink-0 text-ok" />}
      {state === 'failed' && !queue.canRetry(id) && <CircleAlert aria-label="Not uploaded" className="size-3.5 shrink-0 text-err" />}
      {queue.canRetry(id) && <IconButton small label={`Try ${baseName(path)} again`} icon={<RotateCw className="size-3.5" />} onClick={() => queue.retry(id)} />}
      {(state === 'waiting' || state === 'sending') && <IconButton small label={`Cancel ${baseName(path)}`} icon={<X className="size-3.5" />} onClick={() => queue.cancel(id)} />}
    </li>
  );
}
