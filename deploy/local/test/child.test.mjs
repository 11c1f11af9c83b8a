import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Child, DidNotStart, keepSmall } from '../launcher/platform/child.mjs';
import { mentions, until } from '../launcher/platform/readiness.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-child-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

function childOf(name, script) {
  const reports = [];
  const log = path.join(folder, `${name}.log`);
  const child = new Child(
    {
      name,
      log,
      readyTimeoutMs: 10_000,
      launch: () => ({ command: [process.execPath, '-e', script], cwd: folder, env: {} }),
      ready: async (from) => mentions(log, 'ready', from),
    },
    (report) => reports.push(report),
  );
  return { child, reports };
}
const last = (reports, state) => reports.findLast((report) => report.state === state);
const LIVE = "console.log('ready'); setInterval(() => {}, 1000)";

test('a child that is killed is started again, and that is said', async () => {
  const { child, reports } = childOf('killed', LIVE);
  await child.start();
  const { pid } = last(reports, 'starting');
  process.kill(pid, 'SIGKILL');
  assert.ok(await until(async () => reports.some(({ message }) => message === 'runs again'), { timeoutMs: 10_000 }));
  assert.match(last(reports, 'restarting').message, /SIGKILL.*0\.5 s/);
  assert.notEqual(last(reports, 'starting').pid, pid);
  assert.equal(await child.stop(), 'ended');
});

test('a child that is stopped stays down', async () => {
  const { child, reports } = childOf('stopped', LIVE);
  await child.start();
  await child.stop();
  assert.equal(reports.at(-1).state, 'stopped');
  assert.equal(reports.filter(({ state }) => state === 'starting').length, 1);
});

test('a child that ends while starting is an error with its last words', async () => {
  const { child } = childOf('broken', "console.error('no such database'); process.exit(3)");
  await assert.rejects(child.start(), (error) => error instanceof DidNotStart && /no such database/.test(error.message));
  await child.stop();
});

test('a log that grew is kept once and starts empty', () => {
  const log = path.join(folder, 'grown.log');
  fs.writeFileSync(log, 'x'.repeat(100));
  keepSmall(log, 1_000);
  assert.equal(fs.statSync(log).size, 100);
  keepSmall(log, 50);
  assert.equal(fs.statSync(log).size, 0);
  assert.equal(fs.statSync(`${log}.1`).size, 100);
});
