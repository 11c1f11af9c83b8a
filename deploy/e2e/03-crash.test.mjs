// Services that die at once and come back: nothing is lost, nothing happens twice.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Person } from './lib/person.mjs';
import { crash, returned, eventually, processes, sleep, url } from './lib/platform.mjs';

test('T3 kill -9 of sandbox-service while a loop prints: every number once, same shell', { timeout: 180_000 }, async () => {
  const author = await Person.register('crash');
  const session = await author.newSession('Crash');
  const terminal = await author.terminal(session.id);
  await terminal.until('$');
  terminal.type('echo "shell $$"; i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo "n=$i;"; sleep 0.05; done; echo all-done\r');
  const shell = (await terminal.until(/shell (\d+)/))[1];
  await terminal.until('n=20;');
  const pid = await crash('sandbox-service');
  await sleep(500);
  await returned('sandbox-service', pid);
  terminal.drop();
  await terminal.reconnect();
  await terminal.until(/\nall-done/, { within: 90_000 });
  const numbers = [...terminal.text.matchAll(/n=(\d+);/g)].map((m) => Number(m[1]));
  assert.deepEqual(numbers, Array.from({ length: 400 }, (_, i) => i + 1));
  terminal.type('echo "still $$"\r');
  assert.equal((await terminal.until(/still (\d+)/))[1], shell);
  const sandbox = await author.ask(200, 'GET', `/api/sessions/${session.id}/sandbox`);
  assert.equal(sandbox.state, 'RUNNING');
  await author.save(session.id, 'after.txt', 'written after');
  terminal.type('until cat after.txt; do sleep 0.1; done\r');
  await terminal.until('written after');
  terminal.drop();
});

test('X6 kill -9 of review-service before events are handled: none lost, none doubled', { timeout: 180_000 }, async () => {
  const author = await Person.register('loss');
  const reviewer = await Person.register('judge');
  const late = await Person.register('late');
  await reviewer.becomeReviewer('SENIOR');
  const session = await author.newSession('Review crash', 'empty');
  await author.save(session.id, 'a.txt', 'a');
  const review = await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'Through a crash' } });
  await reviewer.ask(200, 'POST', `/api/reviews/${review.id}/claim`);
  await reviewer.ask(200, 'POST', `/api/reviews/${review.id}/decision`, { json: { outcome: 'REJECT', comment: 'No.' } });
  const pid = await crash('review-service');
  await late.becomeReviewer('JUNIOR');
  await returned('review-service', pid);
  const about = async () => (await author.ask(200, 'GET', '/api/notifications')).items.filter((n) => n.reviewId === review.id);
  await eventually('the author is told of the claim and of the verdict', async () => (await about()).length > 1, { within: 60_000 });
  await sleep(2000);
  const items = await about();
  assert.equal(items.length, 2, JSON.stringify(items.map((n) => n.type)));
  const next = await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'After the crash' } });
  const claimed = await eventually('the level that was chosen meanwhile counts', async () => {
    const answer = await late.call('POST', `/api/reviews/${next.id}/claim`);
    return answer.ok && answer.json();
  }, { within: 60_000 });
  assert.equal(claimed.reviewer.username, late.username);
});

test('X1 F13 kill -9 of workspace-service and of the gateway amid saves: none that was acknowledged is lost', { timeout: 400_000 }, async () => {
  const author = await Person.register('saver');
  const session = await author.newSession('Saves through a crash', 'empty');
  let going = true;
  const writer = async (path) => {
    let etag = null; let tried = 0; let acknowledged = 0; let refused = 0;
    while (going) {
      const answer = await author.call('PUT', `/api/sessions/${session.id}/files/${path}`, {
        body: `${path} ${++tried}`,
        headers: { 'content-type': 'text/plain', ...(etag ? { 'if-match': etag } : { 'if-none-match': '*' }) },
      }).catch(() => null);
      if (answer?.ok) {
        etag = (await answer.json()).etag;
        etag = etag.startsWith('"') ? etag : `"${etag}"`;
        acknowledged = tried;
        continue;
      }
      await answer?.arrayBuffer();
      refused += 1;
      await sleep(300);
      // the answer may have been lost with the process: go on from what is there
      const now = await author.call('GET', `/api/sessions/${session.id}/files/${path}`).catch(() => null);
      await now?.arrayBuffer();
      if (now?.status === 200) etag = now.headers.get('etag');
    }
    return { path, tried, acknowledged, refused };
  };
  const writers = Array.from({ length: 8 }, (_, i) => writer(`file${i}.txt`));
  await sleep(2_000);
  const service = await crash('workspace-service');
  const before = (await processes()).get('gateway').pid;
  process.kill(before, 'SIGKILL');
  await eventually('the gateway runs again', async () => {
    const now = (await processes()).get('gateway');
    return now?.pid && now.pid !== before;
  }, { within: 120_000, every: 300 });
  await returned('workspace-service', service);
  const saved = async () => (await author.call('GET', '/api/sessions')).status === 200;
  await eventually('sessions answer again', saved, { within: 60_000 });
  await sleep(1_000);
  going = false;
  for (const { path, tried, acknowledged, refused } of await Promise.all(writers)) {
    const number = Number((await author.read(session.id, path)).split(' ')[1]);
    assert.ok(acknowledged > 10, `${path}: only ${acknowledged} saves`);
    assert.ok(refused > 0, `${path}: nothing was refused, so nothing was away`);
    assert.ok(number >= acknowledged && number <= tried, `${path}: has ${number}, acknowledged ${acknowledged}, tried ${tried}`);
  }
});
