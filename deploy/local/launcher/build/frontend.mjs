// Builds the front end's pages, only when a source of them changed.
import fs from 'node:fs';
import path from 'node:path';
import { isFile, isFolder } from '../files.mjs';
import { run } from '../run.mjs';
import { hashInputs } from './inputs.mjs';

export const folderOf = (settings) => path.join(settings.root, 'frontend');

export const hasFrontend = (settings) => isFile(path.join(folderOf(settings), 'package.json'));

export function frontendStage(settings) {
  return path.join(settings.build, `frontend-${hashInputs(settings.root, ['frontend'])}`);
}


export async function buildFrontend(settings, stage, log) {
  if (isFolder(stage)) return;
  const folder = folderOf(settings);
  await run(['npm', 'run', 'build'], { cwd: folder, log, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: '1' } });
  const draft = `${stage}.draft-${process.pid}`;
  fs.cpSync(path.join(folder, 'out'), draft, { recursive: true });
  fs.renameSync(draft, stage);
}
