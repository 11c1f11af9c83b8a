// One command at a time changes a platform. A lock whose holder is gone is nobody's.
import fs from 'node:fs';
import path from 'node:path';
import { readJson } from './files.mjs';
import { identify, isAlive } from './process-identity.mjs';

export class Busy extends Error {}

export function takeLock(file, purpose) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ ...identify(process.pid), purpose });
  for (let round = 0; round < 3; round += 1) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx' });
      return () => {
        if (readJson(file)?.pid === process.pid) fs.rmSync(file, { force: true });
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = readJson(file);
      if (isAlive(holder)) {
        throw new Busy(`"./cove ${holder.purpose}" is at work here (process ${holder.pid}); wait for it or end it`);
      }
      fs.rmSync(file, { force: true });
    }
  }
  throw new Busy(`could not take ${file}`);
}
