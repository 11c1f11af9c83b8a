import { beforeEach, describe, expect, it } from 'vitest';
import { addToComment, enterComposer, keepUnsent, leaveComposer, terminalBlock, useComposerTexts, withBlock } from '@/features/reviews/composer-texts';

const texts = (): Record<string, string> => useComposerTexts.getState().texts;

describe('what is typed and not sent', () => {
  beforeEach(() => {
    localStorage.clear();
    useComposerTexts.setState({ texts: {}, current: null });
  });

  it('R11 is kept through a reload, and forgotten once it says nothing of its own', () => {
    keepUnsent('a', 'half a thought');
    expect(JSON.parse(localStorage.getItem('cove:unsent-comments') ?? '')).toEqual({ a: 'half a thought' });
    keepUnsent('a', '');
    expect(texts()).toEqual({});
    keepUnsent('edit', '', 'as it was');
    expect(texts()).toEqual({ edit: '' });
    keepUnsent('edit', 'as it was', 'as it was');
    expect(texts()).toEqual({});
  });

  it('keeps the newest forty', () => {
    for (let each = 0; each < 45; each += 1) keepUnsent(`k${each}`, 'x');
    expect(Object.keys(texts())).toHaveLength(40);
    expect(texts().k0).toBeUndefined();
    expect(texts().k44).toBe('x');
  });

  it('adds a block to the comment that is being written, else to the one that is named', () => {
    enterComposer('line', '');
    keepUnsent('line', 'It says:');
    expect(addToComment('BLOCK', 'general')).toBe(true);
    expect(texts().line).toBe('It says:\n\nBLOCK\n');
    leaveComposer('line');
    expect(addToComment('BLOCK', 'general')).toBe(false);
    expect(texts().general).toBe('BLOCK\n');
    enterComposer('edit', 'as it was');
    addToComment('BLOCK', 'general');
    expect(texts().edit).toBe(withBlock('as it was', 'BLOCK'));
  });

  it('R4 fences what a terminal shows, whatever is in it', () => {
    expect(terminalBlock('\n$ ls   \na.py\n\n')).toBe('```terminal\n$ ls\na.py\n```');
    expect(terminalBlock('a ```` b')).toBe('`````terminal\na ```` b\n`````');
  });
});
