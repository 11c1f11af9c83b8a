// ./cove bench [SECTION...] [--quick]: the platform beside raw Docker, in one run.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { Screen } from '../screen.mjs';
import { installJourneys } from '../suites/e2e.mjs';
import { withOwnPlatform } from '../suites/own-platform.mjs';
import { prepare } from './up.mjs';

export async function bench(settings, args) {
  const logs = path.join(settings.root, '.cove', 'bench-logs');
  fs.mkdirSync(logs, { recursive: true });
  const screen = new Screen();
  await installJourneys(path.join(settings.root, 'deploy/e2e'), screen, logs);
  // one that runs already is measured as it is
  if (process.env.COVE_URL) return measure(settings, args, process.env);
  let code = 1;
  const machine = { ...settings, port: 0 };
  const build = await prepare(machine, screen);
  await withOwnPlatform(machine, build, logs, {}, async (_, env) => {
    screen.close();
    code = await measure(settings, args, env);
  });
  return code;
}

async function measure(settings, args, env) {
  const child = spawn(process.execPath, [path.join(settings.root, 'deploy/bench/bench.mjs'), ...args], { stdio: 'inherit', env });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
