// Where things are and what was chosen: the environment turned into one plain value.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashText } from './files.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** Unix socket addresses end at 108 bytes and the services add names of their own. */
const LONGEST_RUN_DIR = 40;

export function settingsFrom(env, { cwd = process.cwd(), uid = process.getuid(), root = ROOT } = {}) {
  const home = path.resolve(cwd, env.COVE_HOME || path.join(root, '.cove'));
  const port = portFrom(env.COVE_PORT, 8080);
  const address = env.COVE_ADDRESS || '127.0.0.1';
  const id = hashText(home).slice(0, 8);
  return {
    root,
    home,
    id,
    uid,
    port,
    address,
    publicUrl: (env.COVE_PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, ''),
    build: path.join(root, '.cove', 'build'),
    logs: path.join(home, 'logs'),
    runDir: runDir(env, uid, id, home),
    stateFile: path.join(home, 'state.json'),
    secretsFile: path.join(home, 'secrets.json'),
    sandboxImage: env.COVE_SANDBOX_IMAGE || 'cove-sandbox:latest',
    dockerHost: env.DOCKER_HOST || 'unix:///var/run/docker.sock',
    external: {
      database: env.COVE_DB_URL || null,
      kafka: env.COVE_KAFKA_SERVERS || null,
      docker: Boolean(env.DOCKER_HOST),
    },
    startupCaches: env.COVE_AOT !== 'off',
    javaOptions: (env.COVE_JAVA_OPTIONS ?? '').split(/\s+/).filter(Boolean),
    env,
  };
}

export function portFrom(text, fallback) {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`COVE_PORT must be a port number between 1 and 65535, not "${text}"`);
  }
  return port;
}

function runDir(env, uid, id, home) {
  if (uid === 0) return `/run/cove-${id}`;
  const candidates = [
    env.XDG_RUNTIME_DIR && path.join(env.XDG_RUNTIME_DIR, `cove-${id}`),
    path.join(home, 'run'),
  ].filter(Boolean);
  const short = candidates.find((folder) => Buffer.byteLength(folder) <= LONGEST_RUN_DIR);
  return short ?? path.join(fs.realpathSync(os.tmpdir()), `cove-${uid}-${id}`);
}
