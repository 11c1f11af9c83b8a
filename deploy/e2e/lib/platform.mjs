// The platform under test: where it answers, and how its processes are seen, ended and awaited.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const run = promisify(execFile);

export const root = process.env.COVE_ROOT ?? path.resolve(fileURLToPath(import.meta.url), '../../../..');
export const url = (process.env.COVE_URL ?? 'http://localhost:8080').replace(/\/$/, '');
export const socketUrl = url.replace(/^http/, 'ws');

/** Runs `./cove` with arguments and gives its standard output. */
export async function cove(...args) {
  const { stdout } = await run(path.join(root, 'cove'), args, {
    env: process.env, maxBuffer: 16 << 20, timeout: 240_000,
  });
  return stdout;
}

/** The processes of the platform by name: {pid, state, ...}. */
export async function processes() {
  const status = JSON.parse(await cove('status', '--json'));
  const list = Array.isArray(status.processes) ? status.processes : Object.values(status.processes);
  return new Map(list.map((p) => [p.name, p]));
}

/** Ends a service's process at once, as a crash would, and gives its pid. */
export async function crash(name) {
  const { pid } = (await processes()).get(name) ?? {};
  if (!pid) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** Waits until the condition gives something truthy, asking every `every` ms. */
export async function eventually(what, condition, { within = 30_000, every = 100 } = {}) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      last = undefined;
    } catch (e) {
      last = e;
    }
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`, { cause: last });
    await sleep(every);
  }
}

/** A public path of each service that answers 401 without a token, and 503 while the service is away. */
const KNOCK = {
  'sandbox-service': '/api/sandboxes/quota',
  'review-service': '/api/notifications',
  'workspace-service': '/api/sessions',
  'auth-service': '/api/users/me',
};

/** Waits until a service runs as another process than before and answers through the gateway. */
export async function returned(name, oldPid) {
  await eventually(`${name} runs again`, async () => {
    const now = (await processes()).get(name);
    return now?.pid && now.pid !== oldPid;
  }, { within: 60_000, every: 300 });
  await eventually(`${name} answers`, async () => (await fetch(url + KNOCK[name])).status === 401,
    { within: 120_000, every: 300 });
}

export { sleep };
