// A platform for one purpose: free ports, data in a temporary folder, the same builds; nothing of it stays.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { down } from '../commands/down.mjs';
import { up } from '../commands/up.mjs';
import { choosePorts } from '../ports.mjs';
import { ourSandboxes, removeSandboxes } from '../platform/sandboxes.mjs';
import { settingsFrom } from '../settings.mjs';

/**
 * @param {object} build what `prepare` answered
 * @param {object} choices more of the environment
 * @param {(own: object, env: object) => Promise<void>} work gets the platform's settings and the environment that names it
 */
export async function withOwnPlatform(settings, build, logs, choices, work) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-own-'));
  const { gateway } = await choosePorts(['gateway']);
  const env = {
    ...process.env,
    ...choices,
    COVE_HOME: home,
    COVE_PORT: String(gateway),
    COVE_PUBLIC_URL: `http://localhost:${gateway}`,
    COVE_URL: `http://localhost:${gateway}`,
    COVE_ROOT: settings.root,
  };
  const own = settingsFrom(env);
  try {
    await up(own, { detach: true, build });
    await work(own, env);
  } finally {
    try {
      await down(own);
    } finally {
      await removeSandboxes(own, await ourSandboxes(own));
      keepLogs(own.logs, path.join(logs, 'platform'));
      for (const left of [home, own.runDir]) fs.rmSync(left, { recursive: true, force: true });
    }
  }
}

function keepLogs(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
}
