import { describe, expect, it } from 'vitest';
import { baseName, extensionOf, isInside, join, languageOf, nameError, parentOf, pathError, shellQuote, urlPath } from '@/lib/paths';

describe('F2 names', () => {
  it.each(['main.py', 'Ünï code 🐍.py', '.env', ' leading space', 'a'.repeat(255), '日本語.txt', "it's.py", 'con', '$x#y?z%20.py'])('allows %s', (name) => {
    expect(nameError(name)).toBeNull();
  });

  it.each(['', '.', '..', 'a/b', 'a\nb', 'a\u0000b', 'a\u007f', 'a'.repeat(256), '🐍'.repeat(64)])('refuses %j and says why', (name) => {
    expect(nameError(name)).toMatch(/\S/);
  });

  it('names limit and actual value', () => {
    expect(nameError('ä'.repeat(128))).toContain('255 bytes; this one has 256');
    expect(pathError(Array.from({ length: 33 }, () => 'd').join('/'))).toContain('32 deep; this path has 33');
    expect(pathError(Array.from({ length: 6 }, () => 'x'.repeat(200)).join('/'))).toContain('1024 bytes');
  });

  it.each(['/etc/passwd', 'a//b', 'a/../b', 'a/'])('refuses the path %s', (path) => {
    expect(pathError(path)).toMatch(/\S/);
  });

  it('counts bytes after composing, as the service does', () => {
    expect(nameError('a\u0308'.repeat(127))).toBeNull();
  });
});

describe('parts of paths', () => {
  it('splits and joins', () => {
    expect(baseName('a/b.py')).toBe('b.py');
    expect(baseName('b.py')).toBe('b.py');
    expect(parentOf('a/b/c')).toBe('a/b');
    expect(parentOf('c')).toBe('');
    expect(join('', 'x')).toBe('x');
    expect(join('a', 'e\u0301')).toBe('a/\u00e9');
    expect(isInside('a/b', 'a')).toBe(true);
    expect(isInside('ab', 'a')).toBe(false);
  });

  it('escapes names in addresses and leaves the slashes', () => {
    expect(urlPath('a b/c#d?.py')).toBe('a%20b/c%23d%3F.py');
    expect(urlPath('50%.py')).toBe('50%25.py');
  });

  it('quotes for the shell', () => {
    expect(shellQuote('src/main.py')).toBe('src/main.py');
    expect(shellQuote('my file.py')).toBe("'my file.py'");
    expect(shellQuote("it's; rm -rf.py")).toBe("'it'\\''s; rm -rf.py'");
    expect(shellQuote('-c.py')).toBe('./-c.py');
    expect(shellQuote('$(x).py')).toBe("'$(x).py'");
  });

  it('tells extensions', () => {
    expect(['a/b.CSV', '.env', 'x', 'a.b/c', 'a.tar.gz'].map(extensionOf)).toEqual(['csv', '', '', '', 'gz']);
  });

  it('knows languages', () => {
    expect(languageOf('a/main.PY')).toBe('python');
    expect(languageOf('Dockerfile')).toBe('dockerfile');
    expect(languageOf('LICENSE')).toBe('plaintext');
  });
});
