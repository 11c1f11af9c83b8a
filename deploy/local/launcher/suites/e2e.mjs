// The journeys, against a platform of their own.
import path from 'node:path';
import { installPackages } from '../build/npm-packages.mjs';
import { prepare } from '../commands/up.mjs';
import { isFile } from '../files.mjs';
import { onPath } from '../run.mjs';
import { check, sum } from './counts.mjs';
import { monitoringChecks } from './monitoring.mjs';
import { nodeTests, testFiles } from './node-tests.mjs';
import { withOwnPlatform } from './own-platform.mjs';

export async function endToEndSuite({ settings, screen, logs }) {
  const folder = path.join(settings.root, 'deploy/e2e');
  await installJourneys(folder, screen, logs);
  const build = await prepare(settings, screen, 'test');
  const counts = [];
  try {
    await withOwnPlatform(settings, build, logs, async (own, environment) => {
      const env = { ...environment, COVE_CHROMIUM: process.env.COVE_CHROMIUM ?? onPath('chromium') ?? '/usr/bin/chromium' };
      counts.push(check('the platform comes up', true));
      counts.push(await monitoringChecks({ settings, screen, state: own.stateFile, env }));
      counts.push(await nodeTests('e2e', testFiles(folder), { cwd: folder, env, oneByOne: true }));
    });
  } catch (error) {
    console.error(error.message);
    counts.push(check(`the platform comes up and goes down: ${error.message.split('\n')[0]}`, false));
  }
  return sum(counts);
}

export async function installJourneys(folder, screen, logs) {
  if (!isFile(path.join(folder, 'package-lock.json'))) return;
  await screen.step('e2e-packages', "Installing the journeys' packages", async () =>
    (await installPackages(folder, path.join(logs, 'npm.log'))) ? '' : 'unchanged',
  );
}
