/** The workspace's rules for paths, so that a bad name is explained while it is typed. */
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 1024;
const MAX_DEPTH = 32;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The rule a single name breaks, or null. */
export function nameError(name: string): string | null {
  if (name === '') return 'Give it a name.';
  if (name === '.' || name === '..') return `"${name}" cannot be a name.`;
  if (name.includes('/')) return 'A name cannot contain "/".';
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) return 'A name cannot contain control characters.';
  const size = bytes(name.normalize('NFC'));
  return size > MAX_NAME_BYTES ? `A name may have ${MAX_NAME_BYTES} bytes; this one has ${size}.` : null;
}

/** The rule a relative path breaks, or null. */
export function pathError(path: string): string | null {
  if (path.startsWith('/')) return 'A path is relative: leave out the leading "/".';
  const names = path.split('/');
  for (const name of names) {
    const error = nameError(name);
    if (error) return error;
  }
  if (names.length > MAX_DEPTH) return `Folders may be ${MAX_DEPTH} deep; this path has ${names.length} levels.`;
  const size = bytes(path.normalize('NFC'));
  return size > MAX_PATH_BYTES ? `A path may have ${MAX_PATH_BYTES} bytes; this one has ${size}.` : null;
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** What stands behind the last dot of a name, in small letters; nothing for `.env`. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

export const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`).normalize('NFC');

export const isInside = (path: string, folder: string): boolean => folder === '' || path === folder || path.startsWith(`${folder}/`);

/** A path as part of a URL: each name is escaped, the slashes stay. */
export const urlPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** A path as one word of a POSIX shell. */
export function shellQuote(path: string): string {
  const word = path.startsWith('-') ? `./${path}` : path;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const LANGUAGES: Record<string, string> = {
  py: 'python', pyi: 'python', md: 'markdown', markdown: 'markdown', json: 'json', js: 'javascript', mjs: 'javascript', jsx: 'javascript',
  ts: 'typescript', tsx: 'typescript', html: 'html', htm: 'html', css: 'css', yaml: 'yaml', yml: 'yaml', toml: 'ini', ini: 'ini', cfg: 'ini',
  sh: 'shell', bash: 'shell', sql: 'sql', ipynb: 'json', xml: 'xml', svg: 'xml', dockerfile: 'dockerfile', r: 'r', rs: 'rust', go: 'go', java: 'java', c: 'cpp', h: 'cpp', cpp: 'cpp',
};

export function languageOf(path: string): string {
  const name = baseName(path).toLowerCase();
  if (name === 'dockerfile') return 'dockerfile';
  return LANGUAGES[name.slice(name.lastIndexOf('.') + 1)] ?? 'plaintext';
}

export const isImage = (path: string): boolean => /\.(png|jpe?g|gif|webp|avif|bmp|ico)$/i.test(path);
