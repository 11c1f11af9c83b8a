import { describe, expect, it } from 'vitest';
import { safeNext } from '@/lib/next-url';

describe('safeNext', () => {
  it.each(['/sessions/1', '/reviews/2?round=2&file=a.py#L4', '/inbox'])('goes to %s', (next) => expect(safeNext(next)).toBe(next));
  it.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/login?next=/x', '/', '/\u0009/evil'])('never goes to %j', (next) => expect(safeNext(next)).toBe('/sessions'));
});
