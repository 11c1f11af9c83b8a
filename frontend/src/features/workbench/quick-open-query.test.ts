import { describe, expect, it } from 'vitest';
import { parseQuickOpen, rankFiles } from '@/features/workbench/quick-open-query';

describe('F16 quick open', () => {
  it.each([
    ['main', { name: 'main', line: null, column: 1 }],
    ['main.py:42', { name: 'main.py', line: 42, column: 1 }],
    [':42', { name: '', line: 42, column: 1 }],
    ['main.py:42:7', { name: 'main.py', line: 42, column: 7 }],
    ['main.py:', { name: 'main.py', line: null, column: 1 }],
    ['a:b', { name: 'a:b', line: null, column: 1 }],
  ])('reads %s', (text, expected) => expect(parseQuickOpen(text)).toEqual(expected));

  const files = ['src/models/train.py', 'train/readme.md', 'tests/test_train.py', 'src/util.py', 'main.py'];

  it('shows what was used lately first', () => {
    expect(rankFiles(files, ['src/util.py', 'gone.py', 'main.py'], '')).toEqual(['src/util.py', 'main.py', 'src/models/train.py', 'train/readme.md', 'tests/test_train.py']);
  });

  it('finds letters in their order, in the name before the folder', () => {
    expect(rankFiles(files, [], 'train')[0]).toBe('src/models/train.py');
    expect(rankFiles(files, [], 'trpy')).toContain('src/models/train.py');
    expect(rankFiles(files, [], 'mod/tr')[0]).toBe('src/models/train.py');
    expect(rankFiles(files, [], 'zzz')).toEqual([]);
  });

  it('prefers the recent one among equals', () => {
    expect(rankFiles(['a/x.py', 'b/x.py'], ['b/x.py'], 'x.py')[0]).toBe('b/x.py');
  });

  it('is quick enough to do on every key with 5,000 files', () => {
    const many = Array.from({ length: 5_000 }, (_, number) => `folder ${number % 50}/file ${number}.py`);
    expect(rankFiles(many, [], 'file 4999')[0]).toContain('4999');
  });
});
