// The journeys, against a platform of their own: free ports, data in a temporary folder, the same builds.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installPackages } from '../build/npm-packages.mjs';
import { down } from '../commands/down.mjs';
import { prepare, up } from '../commands/up.mjs';
import { isFile } from '../files.mjs';
import { choosePorts } from '../ports.mjs';
import { onPath } from '../run.mjs';
import { ourSandboxes, removeSandboxes } from '../platform/sandboxes.mjs';
import { settingsFrom } from '../settings.mjs';
import { check, sum } from './counts.mjs';
import { monitoringChecks } from './monitoring.mjs';
import { nodeTests, testFiles } from './node-tests.mjs';

export async function endToEndSuite({ settings, screen, logs }) {
  const folder = path.join(settings.root, 'deploy/e2e');
  if (isFile(path.join(folder, 'package-lock.json'))) {
    await screen.step('e2e-packages', "Installing the journeys' packages", async () =>
      (await installPackages(folder, path.join(logs, 'npm.log'))) ? '' : 'unchanged',
    );
  }
  const build = await prepare(settings, screen, 'test');
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-test-'));
  const { gateway } = await choosePorts(['gateway']);
  const env = {
    ...process.env,
    COVE_HOME: home,
    COVE_PORT: String(gateway),
    COVE_PUBLIC_URL: `http://localhost:${gateway}`,
    COVE_URL: `http://localhost:${gateway}`,
    COVE_ROOT: settings.root,
    COVE_CHROMIUM: process.env.COVE_CHROMIUM ?? onPath('chromium') ?? '/usr/bin/chromium',
  };
  const own = settingsFrom(env);
  const counts = [];
  try {
    await up(own, { detach: true, build });
    counts.push(check('the platform comes up', true));
    counts.push(await monitoringChecks({ settings, screen, state: own.stateFile, env }));
    counts.push(await nodeTests('e2e', testFiles(folder), { cwd: folder, env, oneByOne: true }));
  } catch (error) {
    console.error(error.message);
    counts.push(check(`the platform comes up: ${error.message.split('\n')[0]}`, false));
  } finally {
    await down(own).catch((error) => counts.push(check(`the platform goes down: ${error.message}`, false)));
    await removeSandboxes(own, await ourSandboxes(own));
    keepLogs(own.logs, path.join(logs, 'platform'));
    for (const left of [home, own.runDir]) fs.rmSync(left, { recursive: true, force: true });
  }
  return sum(counts);
}

function keepLogs(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
}
