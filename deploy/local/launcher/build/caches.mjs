// The JVMs' start-up caches: recorded once per build, and ignored when anything they depend on changed.
import fs from 'node:fs';
import path from 'node:path';
import { hashText, isFile, readJson, writeJson } from '../files.mjs';
import { jdkFingerprint } from '../machine/java.mjs';
import { attempt } from '../run.mjs';

const FILE = 'startup.aot';
const RECORD = 'startup.json';

const identityOf = (jdk, staged) => hashText(`${jdkFingerprint(jdk)}\n${jdk}\n${staged}`);

/** The cache of a staged module, or null when there is none that fits this JDK and this place. */
export function freshCache(jdk, staged) {
  const file = path.join(staged, FILE);
  if (readJson(path.join(staged, RECORD))?.identity !== identityOf(jdk, staged)) return null;
  return isFile(file) ? file : null;
}

/**
 * Records a cache by a rehearsal of the start. Whatever goes wrong costs seconds at the next start
 * and nothing else, so it is not an error.
 *
 * @param {(flags: string[]) => string[]} command the rehearsal, given the flags that record
 */
export async function recordCache({ jdk, staged, command, cwd, env, log, onSpawn }) {
  const file = path.join(staged, FILE);
  const draft = `${file}.${process.pid}`;
  // quick code only: a cache with profiles of the optimising compiler makes starts slower
  const flags = ['-XX:TieredStopAtLevel=1', `-XX:AOTCacheOutput=${draft}`];
  const { status } = await attempt(command(flags), { cwd, env, log, timeoutMs: 180_000, onSpawn });
  fs.rmSync(`${draft}.config`, { force: true });
  if (status !== 0 || !isFile(draft)) {
    fs.rmSync(draft, { force: true });
    return false;
  }
  fs.renameSync(draft, file);
  writeJson(path.join(staged, RECORD), { identity: identityOf(jdk, staged) });
  return true;
}
