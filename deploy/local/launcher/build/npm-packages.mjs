// Installs a folder's npm packages, only when its lock file or Node changed since the last time.
import fs from 'node:fs';
import path from 'node:path';
import { hashText, readJson, writeJson } from '../files.mjs';
import { run } from '../run.mjs';

export async function installPackages(folder, log) {
  const marker = path.join(folder, 'node_modules', '.cove-lock.json');
  const lock = hashText(fs.readFileSync(path.join(folder, 'package-lock.json')) + process.version);
  if (readJson(marker)?.lock === lock) return false;
  await run(['npm', 'ci', '--no-audit', '--no-fund'], { cwd: folder, log });
  writeJson(marker, { lock });
  return true;
}
