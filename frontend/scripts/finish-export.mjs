// After `next build`: out/csp.json (html file -> hashes of its inline scripts) and a .gz beside every text file.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const root = path.resolve('out');
const files = fs.readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name));

const policies = {};
for (const file of files.filter((name) => name.endsWith('.html')).sort()) {
  const hashes = new Set();
  for (const [, attributes, body] of fs.readFileSync(file, 'utf8').matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (/\ssrc=/.test(attributes) || body === '') continue;
    hashes.add(`sha256-${crypto.createHash('sha256').update(body).digest('base64')}`);
  }
  policies[path.relative(root, file).split(path.sep).join('/')] = [...hashes].sort();
}
fs.writeFileSync(path.join(root, 'csp.json'), `${JSON.stringify(policies, null, 2)}\n`);

let compressed = 0;
for (const file of files.filter((name) => /\.(html|js|css|txt|json|svg)$/.test(name))) {
  const bytes = fs.readFileSync(file);
  if (bytes.length < 1024) continue;
  fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  compressed += 1;
}
console.log(`csp.json: ${Object.keys(policies).length} pages; ${compressed} files compressed`);
