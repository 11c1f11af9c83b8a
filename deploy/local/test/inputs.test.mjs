import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, afterEach, test } from 'node:test';
import { hashInputs, listFiles } from '../launcher/build/inputs.mjs';

let root;
const write = (name, text = name) => {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-inputs-'));
  write('pom.xml');
  write('service/src/A.java');
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const now = () => hashInputs(root, ['pom.xml', 'service']);

test('the same inputs have the same hash, whenever they were written', () => {
  const before = now();
  fs.utimesSync(path.join(root, 'pom.xml'), 1, 1);
  assert.equal(now(), before);
});

test('a changed, new, renamed or deleted file has another hash', () => {
  const seen = new Set([now()]);
  write('service/src/A.java', 'changed');
  seen.add(now());
  write('service/src/B.java', 'A');
  seen.add(now());
  fs.renameSync(path.join(root, 'service/src/B.java'), path.join(root, 'service/src/C.java'));
  seen.add(now());
  fs.rmSync(path.join(root, 'pom.xml'));
  seen.add(now());
  fs.chmodSync(path.join(root, 'service/src/C.java'), 0o755);
  seen.add(now());
  assert.equal(seen.size, 6);
});

test('what a build makes is no input of it', () => {
  const before = now();
  write('service/target/A.class');
  write('service/node_modules/x/index.js');
  write('service/next-env.d.ts');
  assert.equal(now(), before);
  assert.deepEqual(listFiles(root, ['service']), ['service/src/A.java']);
});
