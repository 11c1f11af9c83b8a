import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, formatStatus } from '../launcher/commands/status-format.mjs';

const running = {
  name: 'gateway', state: 'running', pid: 12, port: 8080, uptimeSeconds: 61, startSeconds: 2, restarts: 0, pssKib: 204_800,
};
const report = { up: true, healthy: true, url: 'http://localhost:8080', startSeconds: 14.25, pssMib: 200, processes: [running] };

test('O6 the status shows every process with its memory, the sum, and how long the start took', () => {
  const text = formatStatus(report);
  assert.match(text, /up and healthy: http:\/\/localhost:8080/);
  assert.match(text, /gateway +running +12 +8080 +1 min 1 s +200 MiB/);
  assert.match(text, /in all 200 MiB .* last start took 14\.3 s/);
});

test('a process that died is shown as such', () => {
  const dead = { ...running, state: 'failed', pid: null, uptimeSeconds: null, pssKib: 0, restarts: 5 };
  const text = formatStatus({ ...report, healthy: false, processes: [dead] });
  assert.match(text, /not all of it is healthy/);
  assert.match(text, /gateway +failed +– /);
});

test('nothing running is said in a line', () => {
  const none = { ...report, up: false, processes: [{ ...running, pid: null }] };
  assert.equal(formatStatus(none), 'Cove is not up. Start it with ./cove up');
});

test('durations are in two units', () => {
  assert.deepEqual([5, 65, 3_725, 90_061].map(duration), ['5 s', '1 min 5 s', '1 h 2 min', '1 d 1 h']);
});
