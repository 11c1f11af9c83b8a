// Everything that has to be made before something can be started, and nothing that is made already.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../at-once.mjs';
import { isFolder } from '../files.mjs';
import { Busy, takeLock } from '../lock.mjs';
import { findJdk } from '../machine/java.mjs';
import { buildFrontend, folderOf, frontendStage, hasFrontend } from './frontend.mjs';
import { buildImage, hasImage, imageIsCurrent } from './image.mjs';
import { packageModules } from './maven.mjs';
import { installPackages } from './npm-packages.mjs';
import { presentModules, prune, stage, stagedFolders } from './stage.mjs';

/** @returns {Promise<{jdk, modules: Record<string, string>, frontend: string | null}>} what to run, and where it is */
export async function buildAll(settings, screen) {
  const jdk = findJdk().home;
  const release = await takeTurn(settings, screen);
  try {
    const parts = [buildServices(settings, jdk, screen), buildPages(settings, screen), buildSandboxImage(settings, screen)];
    const [modules, frontend] = await all(parts);
    prune(settings, [...Object.values(modules), frontend]);
    return { jdk, modules, frontend };
  } finally {
    release();
  }
}

async function buildServices(settings, jdk, screen) {
  const modules = presentModules(settings);
  const folders = stagedFolders(settings, modules);
  const due = modules.filter(({ name }) => !isFolder(folders[name]));
  if (due.length === 0) return folders;
  const log = path.join(settings.logs, 'build-services.log');
  fs.rmSync(log, { force: true });
  await screen.step('services', `Building ${due.map(({ name }) => name).join(', ')}`, () =>
    packageModules(settings.root, jdk, due.map(({ folder }) => folder), log),
  );
  await screen.step('stage', 'Unpacking the services', () =>
    atOnce(2, due, (module) => stage(settings, jdk, module, folders[module.name])),
  );
  return folders;
}

async function buildPages(settings, screen) {
  if (!hasFrontend(settings)) return null;
  const stageFolder = frontendStage(settings);
  if (isFolder(stageFolder)) return stageFolder;
  const log = path.join(settings.logs, 'build-frontend.log');
  fs.rmSync(log, { force: true });
  await screen.step('packages', "Installing the front end's packages", async () =>
    (await installPackages(folderOf(settings), log)) ? '' : 'unchanged',
  );
  await screen.step('frontend', 'Building the front end', () => buildFrontend(settings, stageFolder, log));
  return stageFolder;
}

export async function buildSandboxImage(settings, screen) {
  if (!hasImage(settings) || (await imageIsCurrent(settings))) return;
  const log = path.join(settings.logs, 'build-image.log');
  fs.rmSync(log, { force: true });
  await screen.step('image', 'Building the sandbox image', () => buildImage(settings, log));
}

/** Waits for every part, so that nothing runs on behind a message about a failure. */
async function all(parts) {
  const outcomes = await Promise.allSettled(parts);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.map(({ value }) => value);
}

async function takeTurn(settings, screen) {
  const file = path.join(settings.build, 'build.lock');
  for (let round = 0; ; round += 1) {
    try {
      return takeLock(file, 'build');
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      if (round === 0) screen.note('Waiting for another build of this folder');
      await pause(500);
    }
  }
}
