import { describe, expect, it } from 'vitest';
import { limitAlert, MOST_ALERTS, noticeAlert, withAlert } from '@/features/workbench/session-alerts';

describe('limitAlert', () => {
  it.each(['MEMORY', 'PIDS', 'DISK', 'FILE_SIZE', 'TIME', 'OUTPUT'])('L3 names %s, what happened and what to do', (limit) => {
    const { title, text, level } = limitAlert(limit, 'The detail', 0);
    expect(level).toBe('error');
    expect(title).not.toBe('A limit was reached');
    expect(text).toMatch(/^The detail\. .{40,}\.$/);
  });

  it.each([
    ['TIMEOUT', 'limit:TIME'],
    ['OUTPUT_LIMIT', 'limit:OUTPUT'],
    ['memory', 'limit:MEMORY'],
  ])('L3 knows %s under its other name', (limit, key) => {
    expect(limitAlert(limit, '', 0).key).toBe(key);
  });

  it('L3 shows the words of the service for a limit it does not know', () => {
    expect(limitAlert('SOCKETS', 'Too many sockets.', 0)).toMatchObject({ title: 'A limit was reached', text: 'Too many sockets.' });
  });
});

describe('withAlert', () => {
  it('L3 takes what every open terminal tells as one', () => {
    const once = withAlert([], limitAlert('MEMORY', 'x', 1_000));
    expect(withAlert(once, limitAlert('MEMORY', 'x', 1_050))).toBe(once);
  });

  it('L3 counts a limit that is hit again', () => {
    const twice = withAlert(withAlert([], limitAlert('MEMORY', 'x', 1_000)), limitAlert('MEMORY', 'x', 9_000));
    expect(twice).toMatchObject([{ times: 2, at: 9_000 }]);
  });

  it('keeps a few, the newest last', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].reduce((alerts, text, at) => withAlert(alerts, noticeAlert('info', text, at)), [] as ReturnType<typeof withAlert>);
    expect(all).toHaveLength(MOST_ALERTS);
    expect(all.at(-1)?.text).toBe('e');
  });
});
