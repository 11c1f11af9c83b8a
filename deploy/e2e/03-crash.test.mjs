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

const EDITS_PER_SECOND = 200;

/** One open file as an editor has it: edits come as they come, and the newest is saved when the save before it is answered. */
class Editor {
  made = 0;
  acknowledged = 0;
  saves = 0;
  refused = 0;
  lost = [];
  #etag = null;

  constructor(person, sessionId, path) {
    Object.assign(this, { person, sessionId, path });
  }

  get #at() {
    return `/api/sessions/${this.sessionId}/files/${this.path}`;
  }

  /** Saves what is new until nothing is and `ended` says so. */
  async run(ended) {
    while (this.acknowledged < this.made || !ended()) {
      if (this.acknowledged === this.made) {
        await sleep(5);
        continue;
      }
      const edit = this.made;
      const answer = await this.person.call('PUT', this.#at, {
        body: `${this.path} ${edit}`,
        headers: { 'content-type': 'text/plain', ...(this.#etag ? { 'if-match': this.#etag } : { 'if-none-match': '*' }) },
      }).catch(() => null);
      const text = await answer?.text().catch(() => null);
      if (answer?.ok && text) {
        this.#etag = quoted(JSON.parse(text).etag);
        this.acknowledged = edit;
        this.saves += 1;
      } else {
        this.refused += 1;
        await sleep(200);
        await this.#lookAgain();
      }
    }
  }

  /** The answer may have been lost with the process: what is there is what it goes on from. */
  async #lookAgain() {
    const now = await this.person.call('GET', this.#at).catch(() => null);
    const text = await now?.text().catch(() => null);
    if (now?.status === 404 && this.acknowledged > 0) this.lost.push(`${this.path} is gone, acknowledged ${this.acknowledged}`);
    if (now?.status !== 200 || !text) return;
    const number = Number(text.split(' ')[1]);
    if (number < this.acknowledged) this.lost.push(`${this.path} has ${number}, acknowledged ${this.acknowledged}`);
    this.#etag = now.headers.get('etag');
  }
}

/** Ends all of them at once; gives the processes they were. */
async function crashAll(names) {
  const now = await processes();
  const pids = new Map(names.map((name) => [name, now.get(name).pid]));
  for (const pid of pids.values()) process.kill(pid, 'SIGKILL');
  return pids;
}

const quoted = (etag) => (etag.startsWith('"') ? etag : `"${etag}"`);

test('X1 F13 kill -9 of every service amid 200 edits a second: none that was acknowledged is lost', { timeout: 400_000 }, async (t) => {
  // more people than one, since the gateway bounds what one may ask for
  const people = await Promise.all(Array.from({ length: 5 }, () => Person.register('saver')));
  const editors = (await Promise.all(people.map(async (person) => {
    const session = await person.newSession('Saves through a crash', 'empty');
    return Array.from({ length: 4 }, (_, i) => new Editor(person, session.id, `file${i}.txt`));
  }))).flat();
  let edits = 0;
  const began = performance.now();
  const typing = setInterval(() => {
    while (edits < ((performance.now() - began) / 1000) * EDITS_PER_SECOND) editors[edits++ % editors.length].made += 1;
  }, 5);
  let typed = null;
  let ended = new Map();
  const saved = Promise.all(editors.map((editor) => editor.run(() => typed !== null)));
  try {
    await sleep(2_000);
    t.diagnostic(`in the first ${((performance.now() - began) / 1000).toFixed(1)} s: ${edits} edits, ${editors.reduce((sum, one) => sum + one.saves, 0)} saves`);
    const saves = () => editors.reduce((sum, one) => sum + one.saves, 0);
    const savedAgain = async (what) => {
      const from = saves();
      await eventually(`saves are acknowledged ${what}`, () => saves() >= from + 2 * editors.length, { within: 90_000 });
    };
    ended = await crashAll(['workspace-service', 'gateway']);
    await savedAgain('when both are back');
    // none of these is on the way of a save
    ended = new Map([...ended, ...await crashAll(['sandbox-service', 'review-service', 'auth-service', 'discovery'])]);
    await savedAgain('while the others are away');
  } finally {
    clearInterval(typing);
    typed = (performance.now() - began) / 1000;
  }
  await eventually('all run again', async () => {
    const now = await processes();
    return [...ended].every(([name, pid]) => now.get(name)?.state === 'running' && now.get(name).pid !== pid);
  }, { within: 120_000, every: 500 });
  const late = sleep(60_000, null, { ref: false }).then(() => Promise.reject(new Error('what was typed is not saved a minute after all run again')));
  await Promise.race([saved, late]);
  const saves = editors.reduce((sum, one) => sum + one.saves, 0);
  t.diagnostic(`${edits} edits in ${typed.toFixed(1)} s, ${(edits / typed).toFixed(0)} a second; ${saves} saves`);
  assert.ok(edits >= 0.95 * EDITS_PER_SECOND * typed, `only ${edits} edits in ${typed} s`);
  assert.deepEqual(editors.flatMap(({ lost }) => lost), []);
  for (const { person, sessionId, path, made, acknowledged, saves: own, refused } of editors) {
    assert.ok(own > 10, `${path}: only ${own} saves`);
    assert.ok(refused > 0, `${path}: nothing was refused, so nothing was away`);
    assert.equal(acknowledged, made);
    assert.equal(await person.read(sessionId, path), `${path} ${made}`);
  }
  // a submission goes from the gateway through three services that have to find each other again
  const back = performance.now();
  const [{ person, sessionId }] = editors;
  await eventually('a review is submitted', async () => {
    const answer = await person.call('POST', '/api/reviews', { json: { sessionId, title: 'After all of it' } });
    assert.ok([201, 503].includes(answer.status), `${answer.status}`);
    return answer.status === 201;
  }, { within: 60_000, every: 300 });
  // and a new person gets a session that runs
  const newcomer = await eventually('somebody registers', () => Person.register('newcomer'), { within: 60_000, every: 300 });
  const session = await newcomer.newSession('After all of it');
  const terminal = await newcomer.terminal(session.id);
  await terminal.until('$');
  terminal.drop();
  t.diagnostic(`all of it works ${((performance.now() - back) / 1000).toFixed(1)} s later`);
});
