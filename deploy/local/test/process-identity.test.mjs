import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { end, identify, isAlive, signal, startTicks } from '../launcher/process-identity.mjs';

test('the start time is found whatever the name of the program is', () => {
  const rest = Array.from({ length: 50 }, (_, i) => i + 3);
  assert.equal(startTicks(`7 (a) name) S ${rest.slice(1).join(' ')}`), 22);
});

test('a process is itself', () => {
  assert.ok(isAlive(identify(process.pid)));
});

test('a pid that was used again is another process and gets no signal', () => {
  const other = { ...identify(process.pid), start: 1 };
  assert.equal(isAlive(other), false);
  assert.equal(signal(other, 'SIGKILL'), false);
});

test('a pid from before the machine was restarted is another process', () => {
  assert.equal(isAlive({ ...identify(process.pid), boot: 'an earlier one' }), false);
});

test('nothing is alive that has no pid', () => {
  for (const none of [undefined, null, {}, { pid: 0 }]) assert.equal(isAlive(none), false);
});

test('end asks first', async () => {
  const child = spawn('sleep', ['60']);
  assert.equal(await end(identify(child.pid), { timeoutMs: 5_000 }), 'ended');
  assert.equal(isAlive({ pid: child.pid, start: 0 }), false);
});

test('end insists when asking does not help', async () => {
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"]);
  await once(child.stdout, 'data');
  const identity = identify(child.pid);
  assert.equal(await end(identity, { timeoutMs: 200 }), 'killed');
  assert.equal(isAlive(identity), false);
});
