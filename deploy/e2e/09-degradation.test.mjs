// Parts of the platform that freeze, which is worse than dying: connections stay open and nothing answers. What needs them waits; the rest goes on.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Browser, shotBoth } from './lib/browser.mjs';
import { PASSWORD, Person } from './lib/person.mjs';
import { eventually, processes, sleep } from './lib/platform.mjs';

let browser;
let page;
before(async () => {
  browser = await Browser.launch();
  page = await browser.person('ada');
});
after(async () => browser?.close());

/** Freezes a process for as long as the work takes. */
async function without(name, work) {
  const { pid } = (await processes()).get(name);
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

const run = (person, session, revision) =>
  person.ask(200, 'POST', `/api/sessions/${session.id}/executions`, { json: { path: 'main.py', revision } });

test('O4 the broker freezes: saving, running, submitting and judging go on, news come late and once, and people are told', { timeout: 300_000 }, async () => {
  const author = await Person.register('late');
  const reviewer = await Person.register('unhurried');
  await reviewer.becomeReviewer('SENIOR');
  const session = await author.newSession('Without a broker', 'empty');
  await author.save(session.id, 'main.py', 'print("before")');
  await page.goto('/login');
  await page.getByLabel('Username').fill(author.username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /sign in|log in/i }).click();
  await page.waitForURL(/\/sessions/);
  const first = await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'While all is well' } });
  // the reviewer's level has arrived when a claim is allowed
  await eventually('the reviewer may claim', async () => (await reviewer.call('POST', `/api/reviews/${first.id}/claim`)).ok, { within: 60_000 });
  await reviewer.ask(200, 'POST', `/api/reviews/${first.id}/decision`, { json: { outcome: 'REJECT', comment: 'Not yet.' } });
  const told = async () => (await author.ask(200, 'GET', '/api/notifications')).items;
  await eventually('the author is told of claim and verdict', async () => (await told()).length === 2, { within: 60_000 });
  const notice = page.getByTestId('notifications-late');
  assert.equal(await notice.count(), 0);
  let second;
  await without('kafka', async () => {
    const { revision } = await author.save(session.id, 'main.py', 'print("no broker needed")');
    assert.equal((await run(author, session, revision)).stdout, 'no broker needed\n');
    const other = await author.newSession('Made without a broker', 'empty');
    const saved = await author.save(other.id, 'main.py', 'print("a sandbox, too")');
    assert.equal((await run(author, other, saved.revision)).stdout, 'a sandbox, too\n');
    second = await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'While the broker is away' } });
    await reviewer.ask(200, 'POST', `/api/reviews/${second.id}/claim`);
    await reviewer.ask(200, 'POST', `/api/reviews/${second.id}/decision`, { json: { outcome: 'APPROVE', comment: 'Fine.' } });
    assert.equal((await author.ask(200, 'GET', `/api/reviews/${second.id}`)).status, 'APPROVED');
    await notice.waitFor({ timeout: 60_000 });
    await shotBoth(page, 'notifications-late');
    assert.equal((await told()).length, 2);
  });
  await notice.waitFor({ state: 'detached', timeout: 60_000 });
  const about = async () => (await told()).filter(({ reviewId }) => reviewId === second.id).map(({ type }) => type);
  await eventually('what happened meanwhile is told', async () => (await about()).length >= 2, { within: 120_000 });
  await sleep(2_000);
  assert.equal((await about()).length, 2, `told once each: ${await about()}`);
});

test('O4 the registry freezes: sessions, terminals and reviews do not notice', { timeout: 180_000 }, async () => {
  const author = await Person.register('unlisted');
  const session = await author.newSession('Without a registry', 'empty');
  const terminal = await author.terminal(session.id);
  await terminal.until('$');
  await without('discovery', async () => {
    // several times as long as an answer of the registry is kept before it is asked again
    const end = Date.now() + 6_000;
    for (let round = 1; Date.now() < end; round += 1) {
      const { revision } = await author.save(session.id, 'main.py', `print("round ${round}")`);
      assert.equal((await run(author, session, revision)).stdout, `round ${round}\n`);
      terminal.type(`echo typed-$((${round} + 1000))\r`);
      await terminal.until(`typed-${1000 + round}`);
      await sleep(1_000);
    }
    await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'Unlisted' } });
    const more = await author.terminal(session.id);
    await more.until('$');
    more.drop();
  });
  terminal.drop();
});
