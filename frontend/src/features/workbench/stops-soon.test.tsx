import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { leftWords, StopsSoon } from '@/features/workbench/stops-soon';
import type { Sandbox } from '@/lib/api/types';

const stopping = (seconds: number, state: Sandbox['state'] = 'RUNNING'): Sandbox => ({ sessionId: 's1', state, stopsAt: new Date(Date.now() + seconds * 1000).toISOString() });

it('S6 warns ten minutes ahead and keeps the sandbox on a click', async () => {
  const keep = vi.fn();
  render(<StopsSoon sandbox={stopping(540)} onKeep={keep} />);
  expect(screen.getByTestId('stops-soon')).toHaveTextContent('The sandbox stops in 9 min.');
  await userEvent.click(screen.getByRole('button', { name: 'Keep 1 h' }));
  expect(keep).toHaveBeenCalledOnce();
});

it('S6 is silent before that, and when nothing runs or no time is told', () => {
  render(
    <>
      <StopsSoon sandbox={stopping(700)} onKeep={vi.fn()} />
      <StopsSoon sandbox={stopping(60, 'STOPPED')} onKeep={vi.fn()} />
      <StopsSoon sandbox={{ sessionId: 's1', state: 'RUNNING', stopsAt: null }} onKeep={vi.fn()} />
    </>,
  );
  expect(screen.queryByTestId('stops-soon')).toBeNull();
});

it('S6 counts the last two minutes by the second', () => {
  expect([600, 121, 120, 61, 5, 0].map(leftWords)).toEqual(['10 min', '3 min', '2:00', '1:01', '0:05', '0:00']);
});
