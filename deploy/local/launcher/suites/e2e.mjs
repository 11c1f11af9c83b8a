// The journeys, against a platform of their own.
import fs from 'node:fs';
import path from 'node:path';
import { installPackages } from '../build/npm-packages.mjs';
import { prepare } from '../commands/up.mjs';
import { isFile } from '../files.mjs';
import { onPath } from '../run.mjs';
import { check, sum } from './counts.mjs';
import { monitoringChecks } from './monitoring.mjs';
import { nodeTests, testFiles } from './node-tests.mjs';
import { withOwnPlatform } from './own-platform.mjs';

/** What the optimising compiler and start-up caches cost is not earned back in ten minutes, in which everything is done for the first time. */
const SHORT_LIVED = { COVE_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1', COVE_AOT: 'off' };

export async function endToEndSuite({ settings, screen, logs }) {
  const folder = path.join(settings.root, 'deploy/e2e');
  await installJourneys(folder, screen, logs);
  const build = await prepare(settings, screen, 'test');
  const counts = [];
  try {
    await withOwnPlatform(settings, build, logs, SHORT_LIVED, async (own, environment) => {
      const env = { ...environment, COVE_CHROMIUM: process.env.COVE_CHROMIUM ?? onPath('chromium') ?? '/usr/bin/chromium' };
      counts.push(check('the platform comes up', true));
      counts.push(await monitoringChecks({ settings, screen, state: own.stateFile, env }));
      counts.push(await nodeTests('e2e', testFiles(folder), { cwd: folder, env, oneByOne: true }));
      if (counts.some(({ failed }) => failed > 0)) console.log(warnings(own.logs));
    });
  } catch (error) {
    console.error(error.message);
    counts.push(check(`the platform comes up and goes down: ${error.message.split('\n')[0]}`, false));
  }
  return sum(counts);
}

/** The last things that each service warned of: what a failed journey cannot see. */
export function warnings(logs, each = 25) {
  const files = fs.readdirSync(logs).filter((name) => name.endsWith('.log') && !name.startsWith('build-'));
  return files
    .flatMap((name) => {
      const lines = fs.readFileSync(path.join(logs, name), 'utf8').split('\n');
      const bad = lines.filter((line) => /"level":"(WARN|ERROR)"/.test(line));
      return bad.slice(-each).map((line) => `${name}: ${line.slice(0, 700)}`);
    })
    .join('\n');
}

export async function installJourneys(folder, screen, logs) {
  if (!isFile(path.join(folder, 'package-lock.json'))) return;
  await screen.step('e2e-packages', "Installing the journeys' packages", async () =>
    (await installPackages(folder, path.join(logs, 'npm.log'))) ? '' : 'unchanged',
  );
}
