// ./cove logs SERVICE [-f]
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isFile } from '../files.mjs';

export async function logs(settings, { name, follow = false }) {
  const known = fs.existsSync(settings.logs)
    ? fs.readdirSync(settings.logs).filter((file) => file.endsWith('.log')).map((file) => file.slice(0, -4))
    : [];
  const file = path.join(settings.logs, `${path.basename(name ?? '')}.log`);
  if (!name || !isFile(file)) {
    console.error(`usage: ./cove logs SERVICE [-f]\nthere are logs of: ${known.join(', ') || 'nothing yet'}`);
    return 2;
  }
  const child = spawn('tail', ['-n', '200', ...(follow ? ['-F'] : []), file], { stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 0)));
}
