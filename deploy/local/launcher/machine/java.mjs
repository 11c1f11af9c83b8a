// Finds a JDK that is new enough, wherever the machine keeps its JDKs.
import fs from 'node:fs';
import path from 'node:path';
import { isFile } from '../files.mjs';
import { onPath } from '../run.mjs';

export const NEEDED_JAVA = 25;

/** The major version in a JDK's `release` file, or null when the folder is no JDK. */
export function majorOf(home) {
  if (!isFile(path.join(home, 'bin', 'javac'))) return null;
  try {
    const text = fs.readFileSync(path.join(home, 'release'), 'utf8');
    const version = /^JAVA_VERSION="([^"]+)"/m.exec(text)?.[1];
    return version ? Number(version.split(/[.+-]/)[0]) : null;
  } catch {
    return null;
  }
}

/** @returns {{home: string, major: number} | null} JAVA_HOME first, then the PATH, then the newest installed */
export function findJdk(env = process.env, installed = '/usr/lib/jvm') {
  const chosen = [env.JAVA_HOME, homeOnPath(env)].filter(Boolean);
  const others = listFolders(installed)
    .map((home) => ({ home, major: majorOf(home) }))
    .sort((a, b) => (b.major ?? 0) - (a.major ?? 0))
    .map(({ home }) => home);
  for (const home of [...chosen, ...others]) {
    const major = majorOf(home);
    if (major !== null && major >= NEEDED_JAVA) return { home: fs.realpathSync(home), major };
  }
  return null;
}

function homeOnPath(env) {
  const javac = onPath('javac', env);
  return javac && path.dirname(path.dirname(fs.realpathSync(javac)));
}

function listFolders(folder) {
  try {
    return fs.readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** What distinguishes one JDK build from another: start-up caches fit exactly one. */
export function jdkFingerprint(home) {
  return fs.readFileSync(path.join(home, 'release'), 'utf8');
}
