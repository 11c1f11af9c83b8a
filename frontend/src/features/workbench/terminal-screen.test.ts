import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeScreen, openLink, type Screen } from '@/features/workbench/terminal-screen';

const held = { ctrlKey: true, metaKey: false };

describe('openLink', () => {
  const open = vi.fn();
  beforeEach(() => void vi.stubGlobal('open', open.mockReset()));
  afterEach(() => void vi.unstubAllGlobals());

  it('T12 opens pages with Ctrl or Cmd held, without handing over this window', () => {
    openLink(held, 'https://example.org/a');
    openLink({ ctrlKey: false, metaKey: true }, 'HTTP://example.org');
    expect(open.mock.calls).toEqual([
      ['https://example.org/a', '_blank', 'noopener,noreferrer'],
      ['HTTP://example.org', '_blank', 'noopener,noreferrer'],
    ]);
  });

  it('T12 opens nothing on a plain click', () => {
    openLink({ ctrlKey: false, metaKey: false }, 'https://example.org');
    expect(open).not.toHaveBeenCalled();
  });

  it.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', 'java\nscript:x', '//example.org'])('T12 leaves %j inert', (uri) => {
    openLink(held, uri);
    expect(open).not.toHaveBeenCalled();
  });
});

describe('makeScreen', () => {
  let screen: Screen;
  const write = (text: string): Promise<void> => new Promise((resolve) => screen.terminal.write(text, resolve));
  beforeEach(() => void (screen = makeScreen('dark', 12.5)));
  afterEach(() => screen.terminal.dispose());

  it('T12 refuses the clipboard to escape sequences and answers nothing', async () => {
    const writeText = vi.fn();
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText, readText: writeText } });
    const answers: string[] = [];
    screen.terminal.onData((data) => answers.push(data));
    await write('\u001b]52;c;cm0gLXJmIH4=\u0007\u001b]52;c;?\u0007after');
    expect(writeText).not.toHaveBeenCalled();
    expect(answers).toEqual([]);
    expect(screen.terminal.buffer.active.getLine(0)?.translateToString(true)).toBe('after');
    vi.unstubAllGlobals();
  });

  it('T12 hands on a title as the text it is', async () => {
    const titles: string[] = [];
    screen.terminal.onTitleChange((title) => titles.push(title));
    await write('\u001b]2;<img src=x onerror=alert(1)>\u0007');
    expect(titles).toEqual(['<img src=x onerror=alert(1)>']);
  });
});
