import { clientId, request, send } from '@/lib/api/http';
import type { SavedFile } from '@/lib/api/types';
import type { Loaded } from '@/features/workbench/document-saver';
import { urlPath } from '@/lib/paths';
import { ApiError, hasCode } from '@/lib/problem';

export const fileUrl = (sessionId: string, path: string): string => `/api/sessions/${sessionId}/files/${urlPath(path)}`;

const bare = (etag: string | null): string => (etag ?? '').replace(/^W\//, '').replaceAll('"', '');

/** What the contract calls a file that the sandbox has and nobody could store. */
export const ONLY_IN_SANDBOX = 'only-in-sandbox';

/** The file as it is stored now; null when there is none. */
export async function loadFile(sessionId: string, path: string): Promise<Loaded | null> {
  try {
    const response = await send(fileUrl(sessionId, path), { headers: { 'Cache-Control': 'no-cache' } });
    return { bytes: new Uint8Array(await response.arrayBuffer()), etag: bare(response.headers.get('ETag')) };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404 && !hasCode(error, ONLY_IN_SANDBOX, 'session-not-found')) return null;
    throw error;
  }
}

/** Replaces the version `base`, or creates the file when there is none. */
export function saveFile(sessionId: string, path: string, bytes: Uint8Array<ArrayBuffer>, base: string | null): Promise<SavedFile> {
  return request<SavedFile>(fileUrl(sessionId, path), {
    method: 'PUT',
    body: bytes,
    headers: {
      'Content-Type': 'application/octet-stream',
      'X-Client-Id': clientId,
      ...(base === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${base}"` }),
    },
  });
}

/** The text of a file, or null when it is not UTF-8 text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
