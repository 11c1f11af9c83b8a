import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { TerminalNotice, type TerminalNoticeProps } from '@/features/workbench/terminal-notice';
import type { TerminalStatus, WayOut } from '@/features/workbench/terminal-connection';

function show(status: TerminalStatus, props: Partial<TerminalNoticeProps> = {}) {
  const ways = { onRetry: vi.fn(), onStart: vi.fn(), onReplace: vi.fn(), onSignIn: vi.fn() };
  render(<TerminalNotice status={status} refused={0} back={false} why="" {...ways} {...props} />);
  return ways;
}

const closed = (wayOut: WayOut): TerminalStatus => ({ kind: 'closed', code: 4000, sentence: 'What happened.', wayOut });

describe('TerminalNotice', () => {
  it.each([
    ['start', 'Start again', 'onStart'],
    ['new', 'New terminal', 'onReplace'],
    ['use-here', 'Use here', 'onRetry'],
    ['sign-in', 'Sign in', 'onSignIn'],
    ['retry', 'Try again', 'onRetry'],
  ] as const)('T9 offers the way out %s as "%s"', async (wayOut, label, way) => {
    const ways = show(closed(wayOut));
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(ways[way]).toHaveBeenCalledOnce();
  });

  it('T9 says why the sandbox stopped', () => {
    show(closed('start'), { why: 'Nothing ran in it for a while.' });
    expect(screen.getByRole('alert')).toHaveTextContent('What happened. Nothing ran in it for a while.');
  });

  it('T9 says why it reconnects, when it tries next, and lets it be now', async () => {
    const ways = show({ kind: 'reconnecting', since: 0, retryAt: Date.now() + 8_000, reason: 'the service restarts' });
    expect(screen.getByRole('status')).toHaveTextContent(/Reconnecting… \(the service restarts\)\. .*Next try in [789] s/);
    await userEvent.click(screen.getByRole('button', { name: 'Reconnect now' }));
    expect(ways.onRetry).toHaveBeenCalledOnce();
  });

  it('refuses keys visibly while the path is down', () => {
    show({ kind: 'reconnecting', since: 0, retryAt: 0, reason: '' }, { refused: 3 });
    expect(screen.getByTestId('keys-refused')).toHaveTextContent('your keys were not sent');
  });

  it('says that it is back, and nothing while all is well', () => {
    show({ kind: 'live' }, { back: true });
    expect(screen.getByRole('status')).toHaveTextContent('Reconnected');
  });

  it('is silent while all is well', () => {
    show({ kind: 'live' });
    expect(screen.queryByTestId('terminal-notice')).toBeNull();
  });

  it('says how a shell ended', () => {
    show({ kind: 'exited', exitCode: 1 });
    expect(screen.getByRole('status')).toHaveTextContent('Process ended (code 1). Press Enter for a new shell.');
  });
});
