import { formatBytes } from '@/lib/format';

/** What a session may hold, and holds now, as its usage tells. */
export interface UploadLimits {
  bytes: number;
  entries: number;
  maxBytes: number;
  maxEntries: number;
  maxFileBytes: number;
}

/** Why one file cannot be stored; null when it can. Said before anything is sent. */
export function refusalOf(limits: UploadLimits | undefined, size: number): string | null {
  if (!limits || size <= limits.maxFileBytes) return null;
  // a file just over the limit looks the same in megabytes
  const exact = formatBytes(size) === formatBytes(limits.maxFileBytes) ? `${size.toLocaleString('en')} bytes, ${(size - limits.maxFileBytes).toLocaleString('en')} too many` : formatBytes(size);
  return `A file may have ${formatBytes(limits.maxFileBytes)}; this one has ${exact}.`;
}

/** Why all of them together cannot be stored; null when they can. Files too large to be sent do not count. */
export function refusalOfAll(limits: UploadLimits | undefined, sizes: readonly number[]): string | null {
  if (!limits) return null;
  const sent = sizes.filter((size) => size <= limits.maxFileBytes);
  const bytes = limits.bytes + sent.reduce((sum, size) => sum + size, 0);
  if (bytes > limits.maxBytes) return `A session holds ${formatBytes(limits.maxBytes)}; with these ${sent.length.toLocaleString()} files it would hold ${formatBytes(bytes)}.`;
  const entries = limits.entries + sent.length;
  return entries > limits.maxEntries ? `A session holds ${limits.maxEntries.toLocaleString()} files and folders; with these it would hold ${entries.toLocaleString()}.` : null;
}
