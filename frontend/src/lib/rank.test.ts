import { describe, expect, it } from 'vitest';
import { rank } from '@/lib/rank';

describe('rank', () => {
  it('prefers starts of words to what is inside one, then the shorter text', () => {
    expect(rank(['tests/test_load.py', 'upload.txt', 'src/load.py', 'README.md'], 'load', (path) => path)).toEqual(['src/load.py', 'tests/test_load.py', 'upload.txt']);
  });

  it('finds scattered letters in order, and drops what does not match', () => {
    expect(rank(['src/pipeline/clean.py', 'main.py'], 'pcl', (path) => path)).toEqual(['src/pipeline/clean.py']);
    expect(rank(['main.py'], 'xyz', (path) => path)).toEqual([]);
  });
});
