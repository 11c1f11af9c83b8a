// Starts the Docker engine where nothing else does, and ends only the one it started.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJson, tail, writeJson } from '../files.mjs';
import { end, identify, isAlive } from '../process-identity.mjs';
import { attempt, onPath } from '../run.mjs';
import { isFolder } from '../files.mjs';
import { containers, dockerAnswers } from './docker-api.mjs';

const record = (settings) => path.join(settings.home, 'dockerd.json');

export async function ensureDocker(settings, { timeoutMs = 60_000 } = {}) {
  if (await dockerAnswers(settings.dockerHost)) return 'already running';
  if (settings.external.docker) throw new Error(`nothing answers at DOCKER_HOST=${settings.dockerHost}`);
  if (isFolder('/run/systemd/system')) {
    await attempt(['systemctl', 'start', 'docker']);
    if (await answersWithin(settings, timeoutMs)) return 'started by the init system';
    throw new Error('Docker did not start: journalctl -u docker');
  }
  return startEngine(settings, timeoutMs);
}

async function startEngine(settings, timeoutMs) {
  const log = path.join(settings.logs, 'dockerd.log');
  fs.mkdirSync(settings.logs, { recursive: true });
  const sink = fs.openSync(log, 'a');
  const engine = spawn(onPath('dockerd'), ['--live-restore', '--log-level', 'warn'], {
    detached: true,
    stdio: ['ignore', sink, sink],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  fs.closeSync(sink);
  engine.unref();
  writeJson(record(settings), identify(engine.pid));
  if (await answersWithin(settings, timeoutMs, engine)) return 'started';
  throw new Error(`Docker did not start:\n${tail(log, 15)}\n(all of it: ${log})`);
}

async function answersWithin(settings, timeoutMs, engine) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (await dockerAnswers(settings.dockerHost)) return true;
    if (engine && engine.exitCode !== null) return false;
    await pause(200);
  }
  return false;
}

/** Ends the engine if this installation started it and nobody else's containers run in it. */
export async function endDockerIfOurs(settings) {
  const identity = readJson(record(settings));
  if (!isAlive(identity)) return null;
  const others = await containers(settings.dockerHost).catch(() => []);
  if (others.length > 0) return `left running: ${others.length} containers of others are in it`;
  const how = await end(identity, { timeoutMs: 30_000 });
  fs.rmSync(record(settings), { force: true });
  return how;
}
