// The disks of sessions at the platform's end: they are mounted while their containers run, and only then.
import fs from 'node:fs';
import path from 'node:path';
import { attempt } from '../run.mjs';

export const diskDir = (settings) => path.join(settings.home, 'disks');

/** Mount points under a folder, the innermost first, out of the text of /proc/self/mountinfo. */
export function mountsUnder(folder, mountinfo) {
  return mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4]?.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8))))
    .filter((point) => point && (point === folder || point.startsWith(`${folder}/`)))
    .reverse();
}

/** Takes out whatever is still mounted. Nobody may use it any more. */
export async function releaseDisks(settings) {
  const slots = path.join(diskDir(settings), 'slots');
  if (!fs.existsSync(slots)) return;
  for (const point of mountsUnder(slots, fs.readFileSync('/proc/self/mountinfo', 'utf8'))) {
    await attempt(['umount', point], { timeoutMs: 20_000 });
  }
}
