// The front end: packages by the lock file, lint, types, unit tests.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { folderOf, hasFrontend } from '../build/frontend.mjs';
import { installPackages } from '../build/npm-packages.mjs';
import { readJson } from '../files.mjs';
import { attempt } from '../run.mjs';
import { check, sum, vitestJson } from './counts.mjs';

export async function frontendSuite({ settings, screen, logs }) {
  if (!hasFrontend(settings)) return check('frontend: there is none', false);
  const cwd = folderOf(settings);
  await screen.step('npm-ci', "Installing the front end's packages", async () =>
    (await installPackages(cwd, path.join(logs, 'npm.log'))) ? '' : 'unchanged',
  );
  const env = { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' };
  const counts = [];
  for (const script of ['lint', 'typecheck']) {
    const { status } = await attempt(['npm', 'run', '--silent', script], { cwd, env, show: true });
    console.log(status === 0 ? `  ✓ ${script}` : `  ✗ ${script}`);
    counts.push(check(`frontend: npm run ${script}`, status === 0));
  }
  counts.push(await unitTests(cwd, env));
  return sum(counts);
}

async function unitTests(cwd, env) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-vitest-'));
  const report = path.join(folder, 'report.json');
  try {
    const command = ['npm', 'run', '--silent', 'test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { status } = await attempt(command, { cwd, env, show: true });
    const json = readJson(report);
    if (!json) return check(`frontend: vitest ended with ${status} and no report`, false);
    const counted = vitestJson(json);
    return status !== 0 && counted.failed === 0 ? sum([counted, check(`frontend: vitest ended with ${status}`, false)]) : counted;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
