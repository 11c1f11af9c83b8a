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
  return wasTried(jdk, staged) && isFile(file) ? file : null;
}

/** Whether recording has been tried; what failed once fails again and is not tried at every start. */
export const wasTried = (jdk, staged) => readJson(path.join(staged, RECORD))?.identity === identityOf(jdk, staged);

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
  const { status } = await attempt(command(flags), { cwd, env, log, timeoutMs: 600_000, detached: true, onSpawn });
  fs.rmSync(`${draft}.config`, { force: true });
  const recorded = status === 0 && isFile(draft);
  if (recorded) fs.renameSync(draft, file);
  else fs.rmSync(draft, { force: true });
  // a number is the program's own verdict; anything else means that it was interrupted
  if (typeof status === 'number') writeJson(path.join(staged, RECORD), { identity: identityOf(jdk, staged), recorded });
}
