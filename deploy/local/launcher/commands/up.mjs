// ./cove up: from a fresh checkout to a running platform.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../build/build.mjs';
import { hasImage, imageIsCurrent } from '../build/image.mjs';
import { writeJson } from '../files.mjs';
import { takeLock } from '../lock.mjs';
import { ensureDocker } from '../machine/docker-engine.mjs';
import { prepareMachine } from '../machine/install.mjs';
import { end, identify, isAlive, signal } from '../process-identity.mjs';
import { LAST_TO_FIRST } from '../platform/catalog.mjs';
import { buildFile } from '../platform/plans.mjs';
import { isUp, readState } from '../platform/state.mjs';
import { Screen } from '../screen.mjs';
import { registryAnswers } from '../machine/registry.mjs';
import { welcome } from './welcome.mjs';

const SUPERVISOR = fileURLToPath(new URL('../platform/supervisor-main.mjs', import.meta.url));

export async function up(settings, { detach = false, build = null } = {}) {
  const state = readState(settings);
  if (isUp(state)) {
    console.log(`Cove is up already: ${state.url}`);
    return 0;
  }
  const screen = new Screen();
  const release = takeLock(path.join(settings.home, 'up.lock'), 'up');
  try {
    await endLeftovers(state, screen);
    const built = build ?? (await prepare(settings, screen));
    writeJson(buildFile(settings), built);
    const supervisor = await launch(settings, screen);
    await welcome(settings, supervisor.seconds);
    release();
    if (detach) {
      supervisor.child.disconnect();
      supervisor.child.unref();
      return 0;
    }
    console.log('\nCtrl-C ends it. Its data stays in', settings.home);
    return await stay(supervisor, screen);
  } finally {
    screen.close();
    release();
  }
}

/** Machine, Docker, builds: everything before the first process. */
export async function prepare(settings, screen, purpose = 'up') {
  await prepareMachine(settings, screen, purpose);
  await screen.step('docker', 'Looking for Docker', () => ensureDocker(settings));
  if (hasImage(settings) && !(await imageIsCurrent(settings)) && !(await registryAnswers())) {
    await prepareMachine(settings, screen, 'image');
  }
  return buildAll(settings, screen);
}

async function launch(settings, screen) {
  const log = path.join(settings.logs, 'supervisor.log');
  fs.mkdirSync(settings.logs, { recursive: true });
  const sink = fs.openSync(log, 'a');
  const child = spawn(process.execPath, [SUPERVISOR], {
    detached: true,
    stdio: ['ignore', sink, sink, 'ipc'],
    cwd: settings.root,
    env: { ...settings.env, COVE_HOME: settings.home },
  });
  fs.closeSync(sink);
  const identity = identify(child.pid);
  const interrupt = () => signal(identity, 'SIGTERM');
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, interrupt);
  return new Promise((resolve, reject) => {
    let failure = null;
    child.on('message', (message) => {
      if (message.type === 'begin') screen.begin(message.id, message.text);
      if (message.type === 'finish') screen.finish(message.id, message.state, message.detail);
      if (message.type === 'note') screen.note(message.text);
      if (message.type === 'failed') failure = message.text;
      if (message.type === 'ready') resolve({ child, identity, seconds: message.seconds });
    });
    child.on('exit', (code) => reject(new Error(failure ?? `stopped before it was up (${code}); see ${log}`)));
  });
}

async function stay({ child, identity }, screen) {
  await new Promise((resolve) => (isAlive(identity) ? child.once('exit', resolve) : resolve()));
  screen.close();
  if (child.exitCode === 0) {
    console.log('Cove is down. Its data is kept.');
    return 0;
  }
  console.error('The supervisor ended unexpectedly; "./cove down" ends what it left behind.');
  return 1;
}

/**
 * A supervisor that was killed leaves its processes behind; they would hold ports and data. Sandboxes
 * stay: the next sandbox-service takes them over with all that runs in them.
 */
export async function endLeftovers(state, screen) {
  for (const name of LAST_TO_FIRST.flat()) {
    const process = state.processes?.[name];
    if (!isAlive(process)) continue;
    await screen.step(`left-${name}`, `Ending ${name}, left behind by an earlier run`, () =>
      end(process, { ask: name === 'postgres' ? 'SIGINT' : 'SIGTERM' }).then(() => ''),
    );
  }
}
