// Looks at the machine. Everything doctor knows comes from here, so tests can put another machine in its place.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../process-identity.mjs';
import { isFolder, readJson } from '../files.mjs';
import { attempt, onPath } from '../run.mjs';
import { isFree, whoListens } from '../ports.mjs';
import { dockerAnswers } from './docker-api.mjs';
import { findJdk } from './java.mjs';

export async function probe(settings, env = process.env) {
  const jdk = findJdk(env);
  const answers = await dockerAnswers(settings.dockerHost);
  const state = readJson(settings.stateFile, {});
  const up = isAlive(state.supervisor);
  const portFree = up || settings.port === 0 || (await isFree(settings.port, settings.address));
  return {
    platform: `${process.platform}-${process.arch}`,
    root: settings.uid === 0,
    apt: onPath('apt-get', env) !== null && debianLike(),
    init: isFolder('/run/systemd/system'),
    node: Number(process.versions.node.split('.')[0]),
    jdk,
    docker: {
      answers,
      external: settings.external.docker,
      engine: onPath('dockerd', env) !== null,
      iptables: onPath('iptables', env) !== null,
      client: onPath('docker', env) !== null,
    },
    programs: Object.fromEntries(
      ['npm', 'tar', 'xz', 'setpriv', 'unshare', 'python3', 'mmdebstrap', 'chromium'].map((name) => [
        name,
        onPath(name, env) !== null,
      ]),
    ),
    mavenWrapperCanDownload: onPath('curl', env) !== null || onPath('wget', env) !== null || jdk !== null,
    port: { number: settings.port, free: portFree, holder: portFree ? null : whoListens(settings.port) },
    memoryMib: Math.floor(os.totalmem() / 2 ** 20),
    diskMib: await freeDisk(settings.root),
  };
}

function debianLike() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

async function freeDisk(folder) {
  try {
    const { bavail, bsize } = await fs.promises.statfs(path.resolve(folder));
    return Math.floor((bavail * bsize) / 2 ** 20);
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}

/** The first of the packages that the machine's package source offers. */
export async function offeredPackage(names) {
  for (const name of names) {
    const { status, output } = await attempt(['apt-cache', 'show', '--no-all-versions', name]);
    if (status === 0 && output.trim()) return name;
  }
  return null;
}
