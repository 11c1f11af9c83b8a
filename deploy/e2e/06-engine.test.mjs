// What happens to the containers: removed by hand, or the engine under them restarted.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { containers, dockerAnswers, removeContainer } from '../local/launcher/machine/docker-api.mjs';
import { ensureDocker } from '../local/launcher/machine/docker-engine.mjs';
import { end } from '../local/launcher/process-identity.mjs';
import { readJson } from '../local/launcher/files.mjs';
import { settingsFrom } from '../local/launcher/settings.mjs';
import path from 'node:path';
import { Person } from './lib/person.mjs';
import { eventually, root, sleep } from './lib/platform.mjs';

const settings = settingsFrom(process.env, { root });
const ours = () => containers(settings.dockerHost, { label: [`cove.instance=${settings.id}`] });

test('X2 every container is removed by hand: what was written stays, it says so, Start brings it back', { timeout: 180_000 }, async () => {
  const author = await Person.register('removed');
  const session = await author.newSession('Removed');
  const terminal = await author.terminal(session.id);
  await terminal.until('$');
  terminal.type('echo written inside > inside.txt; echo do""ne\r');
  await terminal.until('done');
  await sleep(2_000);
  for (const { Id } of await ours()) await removeContainer(settings.dockerHost, Id);
  await eventually('the terminal ends with a reason', async () => terminal.closed?.reason, { within: 60_000 });
  const sandbox = () => author.ask(200, 'GET', `/api/sessions/${session.id}/sandbox`);
  const failed = await eventually('the state is true', async () => {
    const now = await sandbox();
    return now.state === 'FAILED' && now;
  }, { within: 60_000 });
  assert.equal(failed.reason, 'container-ended');
  assert.equal(await author.read(session.id, 'inside.txt'), 'written inside\n');
  await author.call('POST', `/api/sessions/${session.id}/sandbox/start`);
  await eventually('it runs again', async () => (await sandbox()).state === 'RUNNING', { within: 60_000 });
  const run = await author.ask(200, 'POST', `/api/sessions/${session.id}/executions`, { json: { command: 'cat inside.txt' } });
  assert.equal(run.stdout, 'written inside\n');
  await author.call('POST', `/api/sessions/${session.id}/sandbox/stop`);
});

test('X3 the engine is killed and comes back: same shell, same program', { timeout: 240_000 }, async (t) => {
  const engine = [settings.home, path.join(root, '.cove')].map((home) => readJson(path.join(home, 'dockerd.json'))).find(Boolean);
  if (!engine) {
    t.skip('the engine of this machine is not ours to kill');
    return;
  }
  const author = await Person.register('engine');
  const session = await author.newSession('Engine', 'empty');
  const terminal = await author.terminal(session.id);
  await terminal.until('$');
  terminal.type('echo "shell $$"; i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo "n=$i;"; sleep 0.1; done; echo all-""done\r');
  const shell = (await terminal.until(/shell (\d+)/))[1];
  await terminal.until('n=20;');
  await end(engine, { ask: 'SIGKILL' });
  await eventually('the engine is away', async () => !(await dockerAnswers(settings.dockerHost)));
  await sleep(3_000);
  const save = await author.save(session.id, 'meanwhile.txt', 'editing goes on');
  assert.ok(save.revision > 0);
  await ensureDocker(settings);
  await terminal.until('all-done', { within: 120_000 });
  const numbers = [...terminal.text.matchAll(/n=(\d+);/g)].map((m) => Number(m[1]));
  assert.deepEqual(numbers, Array.from({ length: 400 }, (_, i) => i + 1));
  terminal.type('echo "still $$"; cat meanwhile.txt\r');
  assert.equal((await terminal.until(/still (\d+)/))[1], shell);
  await terminal.until('editing goes on');
  // the loop took longer than the half minute in which records and engine are compared
  assert.equal((await author.ask(200, 'GET', `/api/sessions/${session.id}/sandbox`)).state, 'RUNNING');
  const fresh = await author.newSession('After', 'empty');
  const other = await author.terminal(fresh.id);
  await other.until('$');
  terminal.drop();
  other.drop();
});
