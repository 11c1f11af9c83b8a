// ./mvnw verify: formatting, compiler checks, unit and integration tests of every module.
import fs from 'node:fs';
import path from 'node:path';
import { buildSandboxImage } from '../build/build.mjs';
import { mavenCommand, mavenEnvironment } from '../build/maven.mjs';
import { isPackaged, presentModules, stage, stagedFolders } from '../build/stage.mjs';
import { isFolder, tail } from '../files.mjs';
import { ensureDocker } from '../machine/docker-engine.mjs';
import { findJdk } from '../machine/java.mjs';
import { attempt } from '../run.mjs';
import { check, junitXml, reportFiles, sum } from './counts.mjs';

export async function javaSuite({ settings, screen, logs }) {
  const jdk = findJdk().home;
  await screen.step('docker', 'Looking for Docker', () => ensureDocker(settings));
  await buildSandboxImage(settings, screen);
  const folders = modulesOf(settings.root);
  for (const folder of folders) {
    for (const name of ['surefire-reports', 'failsafe-reports']) {
      fs.rmSync(path.join(settings.root, folder, 'target', name), { recursive: true, force: true });
    }
  }
  const before = stagedFolders(settings);
  const log = path.join(logs, 'maven.log');
  const maven = await mavenCommand(settings.root, jdk);
  let status;
  await screen.step('verify', './mvnw verify', async () => {
    // two modules at a time: one that waits for containers leaves the processors to the other
    const command = [maven, '-B', '-T', '2', 'verify', '--fail-at-end', '-Dmaven.test.failure.ignore=true'];
    ({ status } = await attempt(command, { cwd: settings.root, env: { ...mavenEnvironment(jdk), DOCKER_HOST: settings.dockerHost }, log }));
    return status === 0 ? '' : `ended with ${status}; all of it: ${log}`;
  });
  if (status !== 0) console.log(tail(log, 60));
  else await keepResults(settings, jdk, before);
  const tests = reportFiles(settings.root, folders).map((file) => junitXml(fs.readFileSync(file, 'utf8')));
  return sum([...tests, ...(status === 0 ? [] : [check(`./mvnw verify ended with ${status}`, false)])]);
}

/** What was just built and tested is what runs next, so nothing is built a second time. */
async function keepResults(settings, jdk, folders) {
  const after = stagedFolders(settings);
  for (const module of presentModules(settings)) {
    const folder = folders[module.name];
    const same = folder === after[module.name];
    if (same && !isFolder(folder) && isPackaged(settings, module)) await stage(settings, jdk, module, folder);
  }
}

export function modulesOf(root) {
  const pom = fs.readFileSync(path.join(root, 'pom.xml'), 'utf8');
  return [...pom.matchAll(/<module>([^<]+)<\/module>/g)].map(([, folder]) => folder);
}
