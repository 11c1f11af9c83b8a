// Build results in the form they run in, each in a folder named by its inputs: a running platform keeps
// its own files while the next build is made.
import fs from 'node:fs';
import path from 'node:path';
import { isFile, isFolder } from '../files.mjs';
import { identify } from '../process-identity.mjs';
import { run } from '../run.mjs';
import { MODULES } from '../platform/catalog.mjs';
import { hashInputs } from './inputs.mjs';

const SHARED_INPUTS = ['pom.xml', '.mvn/maven.config'];

export function moduleInputs(module) {
  const starter = module.starter ? ['service-starter/pom.xml', 'service-starter/src/main'] : [];
  return [...SHARED_INPUTS, ...starter, `${module.folder}/pom.xml`, `${module.folder}/src/main`];
}

/** Where each module's result is or will be: `{name: folder}`. */
export function stagedFolders(settings, modules = presentModules(settings)) {
  return Object.fromEntries(
    modules.map((module) => [
      module.name,
      path.join(settings.build, `${module.name}-${hashInputs(settings.root, moduleInputs(module))}`),
    ]),
  );
}

export const presentModules = (settings) => MODULES.filter(({ folder }) => isFile(path.join(settings.root, folder, 'pom.xml')));

/** Takes the module's result out of Maven's target folder. */
export async function stage(settings, jdk, module, folder) {
  if (isFolder(folder)) return;
  const draft = `${folder}.draft-${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true });
  const target = path.join(settings.root, module.folder, 'target');
  try {
    if (module.name === 'local') await stageLocal(jdk, target, draft);
    else await stageService(jdk, path.join(target, jarName(module)), draft);
    fs.renameSync(draft, folder);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

const jarName = ({ name }) => `${name === 'local' ? 'cove-local' : name}-1.0.0-SNAPSHOT.jar`;

/** Whether Maven has made the module's result. */
export const isPackaged = (settings, module) => isFile(path.join(settings.root, module.folder, 'target', jarName(module)));

async function stageService(jdk, jar, draft) {
  const copy = path.join(path.dirname(draft), `${path.basename(draft)}-jar`);
  fs.mkdirSync(copy, { recursive: true });
  try {
    fs.copyFileSync(jar, path.join(copy, 'app.jar'));
    await run([path.join(jdk, 'bin', 'java'), '-Djarmode=tools', '-jar', path.join(copy, 'app.jar'), 'extract', '--force', '--destination', draft]);
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

async function stageLocal(jdk, target, draft) {
  const kafka = path.join(draft, 'kafka');
  fs.mkdirSync(kafka);
  for (const name of fs.readdirSync(path.join(target, 'kafka'))) {
    fs.copyFileSync(path.join(target, 'kafka', name), path.join(kafka, name));
  }
  fs.copyFileSync(path.join(target, 'cove-local-1.0.0-SNAPSHOT.jar'), path.join(kafka, 'cove-local.jar'));
  const [binaries] = fs.readdirSync(path.join(target, 'postgres')).filter((name) => name.endsWith('.jar'));
  const postgres = path.join(draft, 'postgres');
  fs.mkdirSync(postgres);
  await run([path.join(jdk, 'bin', 'jar'), 'xf', path.join(target, 'postgres', binaries)], { cwd: postgres });
  const [archive] = fs.readdirSync(postgres).filter((name) => name.endsWith('.txz'));
  await run(['tar', '--no-same-owner', '-xJf', archive], { cwd: postgres });
  for (const name of [archive, 'META-INF']) fs.rmSync(path.join(postgres, name), { recursive: true, force: true });
}

/** Removes results that are neither current nor in use by any process of this machine. */
export function prune(settings, keep) {
  const used = commandLines();
  for (const name of fs.existsSync(settings.build) ? fs.readdirSync(settings.build) : []) {
    const folder = path.join(settings.build, name);
    if (!isFolder(folder) || keep.includes(folder) || isBeingMade(name)) continue;
    if (!used.some((line) => line.includes(folder))) fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isBeingMade(name) {
  const maker = /\.draft-(\d+)/.exec(name)?.[1];
  return maker !== undefined && identify(Number(maker)) !== null;
}

function commandLines() {
  const lines = [];
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      lines.push(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'), fs.readFileSync(`/proc/${pid}/environ`, 'utf8'), fs.readlinkSync(`/proc/${pid}/cwd`));
    } catch {
      // gone, or not ours to see
    }
  }
  return lines;
}
