import { render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DegradationBanner } from '@/features/workbench/degradation-banner';

const platform = vi.hoisted(() => ({ at: 1, workspace: 'UP' }));

vi.mock('@/features/workbench/queries', () => ({
  usePlatformStatus: () => ({ data: { status: 'UP', services: { 'workspace-service': platform.workspace } }, dataUpdatedAt: platform.at }),
}));

describe('DegradationBanner', () => {
  afterEach(() => {
    platform.at = 1;
  });

  it('X4 saves again once for each answer, however often the save fails on it', () => {
    const onRetry = vi.fn();
    const page = render(<DegradationBanner failing={false} onRetry={onRetry} />);
    for (let i = 0; i < 5; i += 1) {
      page.rerender(<DegradationBanner failing onRetry={onRetry} />);
      page.rerender(<DegradationBanner failing={false} onRetry={onRetry} />);
    }
    expect(onRetry).not.toHaveBeenCalled();
    page.rerender(<DegradationBanner failing onRetry={onRetry} />);
    platform.at = 2;
    page.rerender(<DegradationBanner failing onRetry={onRetry} />);
    page.rerender(<DegradationBanner failing onRetry={onRetry} />);
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
