// Runs Maven: the wrapper's, or an installed one where the wrapper's cannot be downloaded.
import fs from 'node:fs';
import path from 'node:path';
import { attempt, onPath } from '../run.mjs';

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
  const goal = ['package', '-Dmaven.test.skip=true', '-Dspotless.check.skip=true'];
  const { status } = await attempt([maven, '-B', '-q', '-T', '1C', '-pl', folders.join(','), '-am', ...goal], {
    cwd: root,
    env: mavenEnvironment(jdk),
    log,
  });
  if (status !== 0) throw new Error(`The build failed:\n${firstErrors(fs.readFileSync(log, 'utf8'))}\n(all of it: ${log})`);
}

/** What went wrong, without Maven's advice on itself. */
export function firstErrors(output, most = 20) {
  const lines = output.split('\n').filter((line) => /^\[ERROR\]|^error:|^\s+symbol:|^\s+location:/.test(line));
  const advice = lines.findIndex((line) => /-> \[Help 1\]|^\[ERROR\]\s*$/.test(line));
  return (advice > 0 ? lines.slice(0, advice) : lines).slice(0, most).join('\n');
}
