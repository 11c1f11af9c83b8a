import { describe, expect, it } from 'vitest';
import { applyChanges, freeName, indexTree, lostItems, outermost, ROOT, typeAhead } from '@/features/workbench/tree-model';
import type { FileChange, Tree, TreeItem } from '@/lib/api/types';

const item = (path: string, type: TreeItem['type'] = 'FILE'): TreeItem => ({ path, type, size: 1, etag: 'e', binary: false, executable: false, persisted: true, modifiedAt: null });
const tree = (...items: TreeItem[]): Tree => ({ revision: 5, items });
const apply = (start: Tree, ...changes: FileChange[]): string[] | undefined => applyChanges(start, { revision: 6, changes })?.items.map(({ path }) => path);

describe('indexTree', () => {
  it('puts folders first and counts as people do', () => {
    const index = indexTree([item('b10.py'), item('b9.py'), item('Zoo', 'FOLDER'), item('a.py')]);
    expect(index.children.get(ROOT)).toEqual(['Zoo', 'a.py', 'b9.py', 'b10.py']);
  });

  it('shows folders that exist only as parents', () => {
    const index = indexTree([item('a/b/c.py')]);
    expect(index.children.get(ROOT)).toEqual(['a']);
    expect(index.children.get('a')).toEqual(['a/b']);
    expect(index.items.get('a/b')?.type).toBe('FOLDER');
  });

  it('indexes thousands of files quickly enough to do it on every event', () => {
    const many = Array.from({ length: 5_000 }, (_, number) => item(`folder ${number % 50}/file ${number}.py`));
    expect(indexTree(many).items.size).toBe(5_050);
  });
});

describe('applyChanges', () => {
  it('adds, replaces and removes, a folder with its content', () => {
    expect(apply(tree(item('a.py')), { kind: 'PUT', path: 'b.py', itemType: 'FILE', size: 2, etag: 'x' })).toEqual(['a.py', 'b.py']);
    expect(apply(tree(item('d', 'FOLDER'), item('d/x'), item('dx')), { kind: 'DELETE', path: 'd' })).toEqual(['dx']);
    expect(applyChanges(tree(item('a.py')), { revision: 6, changes: [{ kind: 'PUT', path: 'a.py', size: 9, etag: 'new' }] })?.items[0]).toMatchObject({ type: 'FILE', size: 9, etag: 'new' });
  });

  it('moves a folder with its content', () => {
    expect(apply(tree(item('d', 'FOLDER'), item('d/x'), item('dx')), { kind: 'MOVE', from: 'd', path: 'e/f' })?.sort()).toEqual(['dx', 'e/f', 'e/f/x']);
  });

  it('ignores what it knows and gives up on a truncated message', () => {
    const known = tree(item('a'));
    expect(applyChanges(known, { revision: 5, changes: [{ kind: 'DELETE', path: 'a' }] })).toBe(known);
    expect(applyChanges(known, { revision: 6, changes: [], truncated: true })).toBeNull();
  });
});

describe('freeName', () => {
  it('counts before the extension', () => {
    const index = indexTree([item('a.py'), item('a (2).py'), item('.env')]);
    expect(freeName(index, ROOT, 'b.py')).toBe('b.py');
    expect(freeName(index, ROOT, 'a.py')).toBe('a (3).py');
    expect(freeName(index, ROOT, '.env')).toBe('.env (2)');
  });
});

describe('F4 what is over a limit', () => {
  it('is listed as not saved, and again saved when it shrinks', () => {
    const large = applyChanges(tree(), { revision: 6, changes: [{ kind: 'PUT', path: 'big.bin', itemType: 'FILE', size: 9e6, etag: null }] })!;
    expect(lostItems(large).map(({ path }) => path)).toEqual(['big.bin']);
    const small = applyChanges(large, { revision: 7, changes: [{ kind: 'PUT', path: 'big.bin', itemType: 'FILE', size: 9, etag: 'e' }] })!;
    expect(lostItems(small)).toEqual([]);
    expect(lostItems(applyChanges(tree(), { revision: 6, changes: [{ kind: 'PUT', path: 'd', itemType: 'FOLDER' }] })!)).toEqual([]);
  });
});

describe('selections', () => {
  it('a folder stands for what is in it', () => {
    expect(outermost(['a', 'a/b', 'ab', 'c/d'])).toEqual(['a', 'ab', 'c/d']);
  });
});

describe('typeAhead', () => {
  const names = ['alpha', 'beta', 'Bravo', 'charlie', 'brick'];
  it('finds the next name, and goes round', () => {
    expect(typeAhead(names, 0, 'b')).toBe(1);
    expect(typeAhead(names, 1, 'b')).toBe(2);
    expect(typeAhead(names, 1, 'bb')).toBe(2);
    expect(typeAhead(names, 4, 'b')).toBe(1);
    expect(typeAhead(names, 1, 'br')).toBe(2);
    expect(typeAhead(names, 2, 'bri')).toBe(4);
    expect(typeAhead(names, 0, 'z')).toBeNull();
    expect(typeAhead([], 0, 'a')).toBeNull();
  });
});
