// Builds the front end: packages only when the lock file changed, pages only when a source did.
import fs from 'node:fs';
import path from 'node:path';
import { hashText, isFile, isFolder, readJson, writeJson } from '../files.mjs';
import { run } from '../run.mjs';
import { hashInputs } from './inputs.mjs';

const folderOf = (settings) => path.join(settings.root, 'frontend');

export const hasFrontend = (settings) => isFile(path.join(folderOf(settings), 'package.json'));

export function frontendStage(settings) {
  return path.join(settings.build, `frontend-${hashInputs(settings.root, ['frontend'])}`);
}

export async function installPackages(settings, log) {
  const folder = folderOf(settings);
  const marker = path.join(folder, 'node_modules', '.cove-lock.json');
  const lock = hashText(fs.readFileSync(path.join(folder, 'package-lock.json')) + process.version);
  if (readJson(marker)?.lock === lock) return false;
  await run(['npm', 'ci', '--no-audit', '--no-fund'], { cwd: folder, log });
  writeJson(marker, { lock });
  return true;
}

export async function buildFrontend(settings, stage, log) {
  if (isFolder(stage)) return;
  const folder = folderOf(settings);
  await run(['npm', 'run', 'build'], { cwd: folder, log, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: '1' } });
  const draft = `${stage}.draft-${process.pid}`;
  fs.cpSync(path.join(folder, 'out'), draft, { recursive: true });
  fs.renameSync(draft, stage);
}
