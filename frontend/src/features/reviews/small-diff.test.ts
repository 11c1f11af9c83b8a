import { describe, expect, it } from 'vitest';
import { smallDiff } from '@/features/reviews/small-diff';

const marks = (before: string, after: string): string[] => smallDiff(before, after).map(({ type, text }) => `${{ same: ' ', gone: '-', new: '+' }[type]}${text}`);

describe('a small diff', () => {
  it('keeps what is the same and shows the old before the new', () => {
    expect(marks('a\nb\nc', 'a\nB\nc')).toEqual([' a', '-b', '+B', ' c']);
  });

  it('takes an empty text for no lines, and a last line feed for none', () => {
    expect(marks('a\nb', '')).toEqual(['-a', '-b']);
    expect(marks('a', 'a\nb\n')).toEqual([' a', '+b']);
  });

  it('gives both texts back, whatever they are', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round += 1) {
      const text = (): string => Array.from({ length: 1 + random(8) }, () => 'abc'[random(3)]).join('\n');
      const [before, after] = [text(), text()];
      const lines = smallDiff(before, after);
      expect(lines.filter(({ type }) => type !== 'new').map((line) => line.text).join('\n')).toBe(before);
      expect(lines.filter(({ type }) => type !== 'gone').map((line) => line.text).join('\n')).toBe(after);
    }
  });
});
