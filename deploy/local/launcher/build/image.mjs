// The sandbox image: built by its own script, again only when its folder changed or the image is gone.
import path from 'node:path';
import { isFile, readJson, writeJson } from '../files.mjs';
import { imageId } from '../machine/docker-api.mjs';
import { run } from '../run.mjs';
import { hashInputs } from './inputs.mjs';

const FOLDER = 'sandbox-service/image';

export const hasImage = (settings) => isFile(path.join(settings.root, FOLDER, 'build.sh'));

export async function imageIsCurrent(settings) {
  const known = readJson(recordOf(settings));
  if (known?.inputs !== inputsOf(settings)) return false;
  return (await imageId(settings.dockerHost, settings.sandboxImage)) === known.image;
}

export async function buildImage(settings, log) {
  const inputs = inputsOf(settings);
  await run(['bash', path.join(settings.root, FOLDER, 'build.sh'), settings.sandboxImage], {
    cwd: settings.root,
    log,
    env: { ...process.env, DOCKER_HOST: settings.dockerHost },
  });
  const image = await imageId(settings.dockerHost, settings.sandboxImage);
  if (!image) throw new Error(`the build ended well, but Docker has no image ${settings.sandboxImage}`);
  writeJson(recordOf(settings), { inputs, image });
}

const recordOf = (settings) => path.join(settings.build, 'sandbox-image.json');
const inputsOf = (settings) => hashInputs(settings.root, [FOLDER], settings.sandboxImage);
