// What a build result depends on, as one hash: equal inputs need no second build.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What builds make. One forgotten here makes every second start build again. */
const IGNORED = new Set([
  'node_modules', 'target', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo', 'out', '__pycache__', '.git', '.cove',
]);

/** Hashes names, executable bits and contents of the files and folders, in an order of its own. */
export function hashInputs(root, relativePaths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of listFiles(root, relativePaths)) {
    const full = path.join(root, file);
    const { mode } = fs.statSync(full);
    hash.update(`\0${file}\0${mode & 0o100 ? 'x' : '-'}\0`).update(fs.readFileSync(full));
  }
  return hash.digest('hex').slice(0, 16);
}

export function listFiles(root, relativePaths) {
  const files = [];
  const waiting = [...relativePaths];
  while (waiting.length > 0) {
    const relative = waiting.pop();
    const stat = fs.statSync(path.join(root, relative), { throwIfNoEntry: false });
    if (stat?.isFile()) files.push(relative);
    if (!stat?.isDirectory()) continue;
    for (const name of fs.readdirSync(path.join(root, relative))) {
      if (!IGNORED.has(name)) waiting.push(path.join(relative, name));
    }
  }
  return [...new Set(files)].sort();
}
