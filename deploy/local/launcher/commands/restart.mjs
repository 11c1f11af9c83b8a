// ./cove restart SERVICE: takes the newest build of one service, the others run on.
import fs from 'node:fs';
import path from 'node:path';
import { buildAll } from '../build/build.mjs';
import { writeJson } from '../files.mjs';
import { signal } from '../process-identity.mjs';
import { buildFile } from '../platform/plans.mjs';
import { until } from '../platform/readiness.mjs';
import { isUp, readState } from '../platform/state.mjs';
import { Screen } from '../screen.mjs';

export async function restart(settings, { name }) {
  const state = readState(settings);
  if (!isUp(state)) {
    console.error('Cove is not up. Start it with ./cove up');
    return 1;
  }
  const before = state.processes[name];
  if (!before) {
    console.error(`usage: ./cove restart SERVICE\nrunning: ${Object.keys(state.processes).join(', ')}`);
    return 2;
  }
  const screen = new Screen();
  writeJson(buildFile(settings), await buildAll(settings, screen));
  const requests = path.join(settings.home, 'requests');
  fs.mkdirSync(requests, { recursive: true });
  fs.writeFileSync(path.join(requests, name), '');
  let now;
  await screen.step('restart', `Restarting ${name}`, async () => {
    signal(state.supervisor, 'SIGHUP');
    const back = await until(
      () => {
        now = readState(settings).processes[name];
        return now.pid !== before.pid && now.state === 'running';
      },
      { timeoutMs: 240_000, stop: () => now?.state === 'failed' },
    );
    if (!back) throw new Error(`${name} did not come back; see ./cove logs ${name}`);
    return '';
  });
  return 0;
}
