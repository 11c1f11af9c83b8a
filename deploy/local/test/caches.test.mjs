import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { freshCache, recordCache, wasTried } from '../launcher/build/caches.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-caches-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

let jdk;
let staged;
let number = 0;
beforeEach(() => {
  number += 1;
  jdk = path.join(folder, `jdk-${number}`);
  staged = path.join(folder, `staged-${number}`);
  fs.mkdirSync(jdk);
  fs.mkdirSync(staged);
  fs.writeFileSync(path.join(jdk, 'release'), 'JAVA_VERSION="25.0.3"');
});

/** Stands in for the JVM: writes the file it is told to, or fails. */
const recorder = (script) => (flags) => [process.execPath, '-e', script, '--', ...flags.map((flag) => flag.replace(/^.*Output=/, ''))];
const WRITES = "require('fs').writeFileSync(process.argv.at(-1), 'cache')";
const record = (script) => recordCache({ jdk, staged, command: recorder(script), cwd: folder, env: {}, log: path.join(folder, 'log') });

test('a recorded cache is used', async () => {
  await record(WRITES);
  assert.equal(fs.readFileSync(freshCache(jdk, staged), 'utf8'), 'cache');
});

test('a cache of another JDK is not used', async () => {
  await record(WRITES);
  fs.writeFileSync(path.join(jdk, 'release'), 'JAVA_VERSION="25.0.4"');
  assert.equal(freshCache(jdk, staged), null);
  assert.equal(wasTried(jdk, staged), false);
});

test('a recording that failed leaves nothing behind and is not tried again', async () => {
  await record(`${WRITES}; process.exit(1)`);
  assert.equal(freshCache(jdk, staged), null);
  assert.equal(wasTried(jdk, staged), true);
  assert.deepEqual(fs.readdirSync(staged), ['startup.json']);
});

test('a recording that was interrupted is tried again', async () => {
  await record("process.kill(process.pid, 'SIGKILL')");
  assert.equal(wasTried(jdk, staged), false);
});
