import { describe, expect, it } from 'vitest';
import { groupByDay } from '@/features/notifications/group-by-day';
import { targetOf } from '@/features/notifications/notification-row';
import type { Notification } from '@/lib/api/types';

const NOW = new Date(2026, 0, 10, 12).getTime();
const told = (id: string, daysAgo: number, read: boolean): Notification => ({ id, type: 'REVIEW_COMMENTED', title: id, body: null, link: null, createdAt: new Date(NOW - daysAgo * 86_400_000).toISOString(), readAt: read ? '2026-01-10T00:00:00Z' : null });

describe('the inbox', () => {
  it('groups by day, the unread ones first', () => {
    const days = groupByDay([told('a', 0, true), told('b', 0, false), told('c', 1, true), told('d', 0, false)], NOW);
    expect(days.map(([day, those]) => [day, those.map(({ id }) => id)])).toEqual([
      ['Today', ['b', 'd', 'a']],
      ['Yesterday', ['c']],
    ]);
  });

  it('N2 opens the exact line, and only pages of this site', () => {
    expect(targetOf({ link: '/reviews/r?round=2&file=a.py&comment=c#L12', reviewId: 'r', sessionId: null })).toBe('/reviews/r?round=2&file=a.py&comment=c#L12');
    expect(targetOf({ link: '//evil.example', reviewId: 'r', sessionId: null })).toBe('/reviews/r');
  });
});
