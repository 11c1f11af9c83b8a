import { describe, expect, it } from 'vitest';
import { formatAge, formatBytes, formatDuration, initials, plural } from '@/lib/format';

describe('words for numbers', () => {
  it('sizes', () => {
    expect([0, 1023, 1024, 1536, 13_002_342, 5_242_880, 1_073_741_824].map(formatBytes)).toEqual(['0 B', '1023 B', '1 KB', '1.5 KB', '12.4 MB', '5 MB', '1 GB']);
  });
  it('ages', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect([2, 40, 120, 7200, 90_000, 300_000].map((seconds) => formatAge(now - seconds * 1000, now))).toEqual(['just now', '40 s ago', '2 min ago', '2 h ago', 'yesterday', '3 days ago']);
  });
  it('durations, counts, initials', () => {
    expect([45, 600, 5400, 172_800].map(formatDuration)).toEqual(['45 s', '10 min', '1.5 h', '2 days']);
    expect([plural(1, 'file'), plural(1200, 'file')]).toEqual(['1 file', '1,200 files']);
    expect([initials('Mina Kaur'), initials('mk'), initials('jo.van.dam'), initials('')]).toEqual(['MK', 'MK', 'JD', '?']);
  });
});
