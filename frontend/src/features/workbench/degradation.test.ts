import { describe, expect, it } from 'vitest';
import { degradationOf } from '@/features/workbench/degradation';
import type { PlatformStatus } from '@/lib/api/types';

const status = (...down: string[]): PlatformStatus => ({
  status: down.length > 0 ? 'DEGRADED' : 'UP',
  services: Object.fromEntries(['auth-service', 'workspace-service', 'sandbox-service', 'review-service'].map((name) => [name, down.includes(name) ? 'DOWN' : 'UP'])),
});

describe('O4 what is away', () => {
  it('says nothing while all is well, or nothing is known', () => {
    expect(degradationOf(status(), true, false)).toBeNull();
    expect(degradationOf(undefined, true, false)).toBeNull();
    expect(degradationOf(status('review-service'), true, false)).toBeNull();
  });

  it('says what still works', () => {
    expect(degradationOf(status('sandbox-service'), true, false)).toMatchObject({ key: 'sandbox-service', text: expect.stringContaining('edited and saved') as string });
    expect(degradationOf(status('workspace-service', 'sandbox-service'), true, false)?.key).toBe('workspace-service');
    expect(degradationOf(status(), true, true)?.key).toBe('workspace-service');
    expect(degradationOf(status('workspace-service'), false, true)?.key).toBe('offline');
  });
});
