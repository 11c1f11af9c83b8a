import { describe, expect, it } from 'vitest';
import { refusalOf, refusalOfAll, type UploadLimits } from '@/features/workbench/upload-limits';

const MB = 1024 * 1024;
const limits: UploadLimits = { bytes: 90 * MB, entries: 4_990, maxBytes: 100 * MB, maxEntries: 5_000, maxFileBytes: 5 * MB };

describe('F15 limits are named before anything is sent', () => {
  it('of one file, to the byte', () => {
    expect(refusalOf(limits, 5 * MB)).toBeNull();
    expect(refusalOf(limits, 5 * MB + 1)).toBe('A file may have 5 MB; this one has 5,242,881 bytes, 1 too many.');
    expect(refusalOf(limits, 12 * MB)).toContain('this one has 12 MB');
    expect(refusalOf(undefined, 5 * MB + 1)).toBeNull();
  });

  it('of the whole session', () => {
    expect(refusalOfAll(limits, [5 * MB, 5 * MB])).toBeNull();
    expect(refusalOfAll(limits, [5 * MB, 5 * MB, 1])).toContain('holds 100 MB');
    expect(refusalOfAll(limits, [5 * MB, 5 * MB, 6 * MB])).toBeNull();
    expect(refusalOfAll(limits, Array.from({ length: 11 }, () => 1))).toContain('5,000 files');
  });
});
