import { get } from '@/lib/api/http';
import type { Page } from '@/lib/api/types';

/** A short list that is read whole: every page of it, or the plain list some calls answer with. */
export async function getAll<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const join: string = path.includes('?') ? '&' : '?';
    const answer: T[] | Page<T> = await get<T[] | Page<T>>(cursor ? `${path}${join}cursor=${encodeURIComponent(cursor)}` : path, signal);
    if (Array.isArray(answer)) return answer;
    found.push(...answer.items);
    cursor = answer.nextCursor ?? null;
  } while (cursor && found.length < 5_000);
  return found;
}
