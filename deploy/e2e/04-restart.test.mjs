// O1: up again says so; down and up keep files, users and reviews.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Person } from './lib/person.mjs';
import { cove, eventually, processes, url } from './lib/platform.mjs';

test('O1 up twice, down, up: everything is still there', { timeout: 300_000 }, async () => {
  const author = await Person.register('keeper');
  const session = await author.newSession('Kept', 'empty');
  await author.save(session.id, 'kept.txt', 'kept for ever');
  const review = await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'Kept too' } });
  const before = await processes();
  await cove('up', '--detach');
  assert.deepEqual([...(await processes()).values()].map((p) => p.pid).sort(), [...before.values()].map((p) => p.pid).sort());
  await cove('down');
  await assert.rejects(fetch(`${url}/api/status`));
  const start = Date.now();
  const said = await cove('up', '--detach');
  assert.doesNotMatch(said, /Building|Installing/, 'nothing changed, so nothing is built again');
  console.log(`# second start: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  await eventually('it answers', async () => (await fetch(`${url}/api/status`)).ok);
  const again = await new Person(author.username).login();
  assert.equal(again.id, author.id);
  assert.equal(await again.read(session.id, 'kept.txt'), 'kept for ever');
  assert.equal((await again.ask(200, 'GET', `/api/reviews/${review.id}`)).title, 'Kept too');
});
