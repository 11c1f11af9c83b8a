// Runs Maven: the wrapper's, or an installed one where the wrapper's cannot be downloaded.
import path from 'node:path';
import { attempt, onPath, run } from '../run.mjs';

const OLDEST = [3, 8, 7];

export async function mavenCommand(root, jdk) {
  const wrapper = path.join(root, 'mvnw');
  const env = mavenEnvironment(jdk);
  const probe = await attempt([wrapper, '--version'], { cwd: root, env, timeoutMs: 300_000 });
  if (probe.status === 0) return wrapper;
  const installed = onPath('mvn');
  const version = installed && (await attempt([installed, '--version'], { cwd: root, env })).output;
  if (installed && isAtLeast(/Apache Maven (\d+(?:\.\d+)*)/.exec(version)?.[1], OLDEST)) return installed;
  throw new Error(`Maven could not be downloaded, and none of version ${OLDEST.join('.')} or newer is installed:\n${probe.errors}`);
}

export function isAtLeast(version, wanted) {
  const parts = (version ?? '0').split('.').map(Number);
  for (let i = 0; i < wanted.length; i += 1) {
    if ((parts[i] ?? 0) !== wanted[i]) return (parts[i] ?? 0) > wanted[i];
  }
  return true;
}

export const mavenEnvironment = (jdk) => ({ ...process.env, JAVA_HOME: jdk });

/** Packages the modules and what they need of this repository, without tests. */
export async function packageModules(root, jdk, folders, log) {
  const maven = await mavenCommand(root, jdk);
  await run(
    [maven, '-B', '-q', '-T', '1C', '-pl', folders.join(','), '-am', 'package', '-Dmaven.test.skip=true', '-Dspotless.check.skip=true'],
    { cwd: root, env: mavenEnvironment(jdk), log },
  );
}
