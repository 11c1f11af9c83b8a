// The whole way by REST and WebSocket only, and that a stranger finds nothing of it.
import { test, before } from 'node:test';
import assert from 'node:assert/strict';
import { Person, PASSWORD } from './lib/person.mjs';
import { Terminal } from './lib/terminal.mjs';
import { closeCode } from './lib/socket.mjs';
import { url, eventually, sleep } from './lib/platform.mjs';

const PROGRAM = 'import numpy as np\nprint("sum is", np.arange(101).sum())\n';
let author; let reviewer; let stranger; let session; let review;

before(async () => {
  [author, reviewer, stranger] = [
    await Person.register('author'), await Person.register('reviewer'), await Person.register('stranger')];
  await reviewer.becomeReviewer('SENIOR');
});

test('A1 log in, log out; an unknown name and a wrong password look the same', async () => {
  const again = await new Person(author.username).login();
  assert.equal((await again.ask(200, 'GET', '/api/users/me')).username, author.username);
  const login = (username, password) => fetch(`${url}/api/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const wrong = await login(stranger.username, 'not the password 1');
  const unknown = await login('nobody-of-that-name', 'not the password 1');
  assert.equal(wrong.status, 401);
  assert.equal(unknown.status, 401);
  const [a, b] = [await wrong.json(), await unknown.json()];
  assert.equal(a.code, 'bad-credentials');
  assert.equal(a.detail, b.detail);
  await again.ask(204, 'POST', '/api/auth/logout');
});

test('A2 a refresh token works once; replayed, it ends its whole family', async () => {
  const login = await fetch(`${url}/api/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: author.username, password: PASSWORD }),
  });
  const cookie = login.headers.getSetCookie().find((c) => /refresh/.test(c)).split(';')[0];
  const value = cookie.slice(cookie.indexOf('=') + 1);
  const refresh = (refreshToken) => fetch(`${url}/api/auth/refresh`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ refreshToken }),
  });
  const first = await refresh(value);
  assert.equal(first.status, 200, await first.clone().text());
  const next = first.headers.getSetCookie().find((c) => /refresh/.test(c)).split(';')[0];
  const replay = await refresh(value);
  assert.equal(replay.status, 401);
  assert.equal((await replay.json()).code, 'session-ended');
  const heir = await refresh(next.slice(next.indexOf('=') + 1));
  assert.equal(heir.status, 401, 'the family has ended');
});

test('a session opens with its files, and 20 parallel starts make one sandbox (S10, S2)', async () => {
  session = await author.newSession('API journey');
  assert.equal(session.ownerId, author.id);
  const tree = await author.ask(200, 'GET', `/api/sessions/${session.id}/tree`);
  assert.ok(tree.items.some((i) => i.path === 'main.py' && i.type === 'FILE'));
  const starts = await Promise.all(Array.from({ length: 20 }, () =>
    author.call('POST', `/api/sessions/${session.id}/sandbox/start`)));
  for (const s of starts) assert.ok([200, 202].includes(s.status), String(s.status));
  const states = new Set();
  const sandbox = await eventually('the sandbox runs', async () => {
    const now = await author.ask(200, 'GET', `/api/sessions/${session.id}/sandbox`);
    states.add(now.state);
    return now.state === 'RUNNING' && now;
  });
  for (const s of states) assert.ok(['STARTING', 'RUNNING'].includes(s), s);
  assert.equal(sandbox.limits.pids, 256);
});

test('F2 F13 names with spaces, dots and any script are kept; a refusal names the rule', async () => {
  for (const name of ['Ünï code 🐍.py', ' leading', '.hidden', 'a;b%c.txt', 'deep/er/and deeper.py']) {
    await author.save(session.id, name, `# ${name}`);
    assert.equal(await author.read(session.id, name), `# ${name}`);
  }
  const bad = await author.call('PUT', `/api/sessions/${session.id}/files/${encodeURIComponent('x'.repeat(256))}`, {
    body: 'x', headers: { 'if-none-match': '*' } });
  assert.ok([400, 422].includes(bad.status));
  assert.equal((await bad.json()).code, 'invalid-path');
});

test('F3 exactly 5,242,880 bytes save; one more is 413 with limit and size', async () => {
  const put = (path, size) => author.call('PUT', `/api/sessions/${session.id}/files/${path}`, {
    body: Buffer.alloc(size, 'a'), headers: { 'if-none-match': '*' } });
  assert.equal((await put('exact.bin', 5_242_880)).status, 201);
  const over = await put('over.bin', 5_242_881);
  assert.equal(over.status, 413);
  assert.match(await over.text(), /5242880|5,242,880/);
  await author.ask(204, 'DELETE', `/api/sessions/${session.id}/files/exact.bin`);
});

test('F9 a write needs to know what it replaces', async () => {
  const path = `/api/sessions/${session.id}/files/main.py`;
  assert.equal((await author.call('PUT', path, { body: 'x' })).status, 428);
  const stale = await author.call('PUT', path, { body: 'x', headers: { 'if-match': `"${'0'.repeat(64)}"` } });
  assert.equal(stale.status, 412);
  assert.ok(stale.headers.get('etag'));
});

test('T1 T2 T8 a real terminal of the right size runs what was saved', async () => {
  const saved = await author.save(session.id, 'main.py', PROGRAM);
  await eventually('the save is in the sandbox', async () =>
    (await author.ask(200, 'GET', `/api/sessions/${session.id}/sandbox`)).appliedRevision >= saved.revision);
  const terminal = await author.terminal(session.id, { cols: 111, rows: 33 });
  await terminal.until('$');
  terminal.type('stty size; python main.py; echo "größe 🐍 done"\r');
  await terminal.until('33 111');
  await terminal.until('sum is 5050');
  await terminal.until(/größe 🐍 done\r/);
  terminal.type('sleep 100\r');
  await sleep(300);
  terminal.type('\u0003');
  terminal.type('echo "code $?"\r');
  await terminal.until('code 130');
  for (let i = 0; i < 50; i++) terminal.send({ type: 'resize', cols: 60 + i, rows: 20 + (i % 7) });
  terminal.type('stty size\r');
  await terminal.until('20 109');
  terminal.drop();
});

test('what the container writes comes into the tree, with its bytes and bits (F5)', async () => {
  const events = await author.socket(`/ws/sessions/${session.id}/events`);
  await events.message('the snapshot', (m) => m.type === 'snapshot');
  const terminal = await author.terminal(session.id);
  terminal.type("printf '\\000\\001\\377' > made.bin; printf '#!/bin/sh\\n' > run.sh; chmod +x run.sh; mkdir empty; ln -s main.py link\r");
  const changed = new Set();
  await eventually('the tree has what was made', async () => {
    for (const m of events.messages.filter((m) => m.type === 'changed')) for (const c of m.changes) changed.add(c.path);
    return ['made.bin', 'run.sh', 'empty'].every((p) => changed.has(p));
  });
  const { items } = await author.ask(200, 'GET', `/api/sessions/${session.id}/tree`);
  const by = Object.fromEntries(items.map((i) => [i.path, i]));
  assert.equal(by['run.sh'].executable, true);
  assert.equal(by['made.bin'].binary, true);
  assert.equal(by.empty.type, 'FOLDER');
  const bytes = await (await author.call('GET', `/api/sessions/${session.id}/files/made.bin`)).arrayBuffer();
  assert.deepEqual([...new Uint8Array(bytes)], [0, 1, 255]);
  terminal.type('python3 -c "x = b\'1\' * 80_000_000; input()"\r');
  const measured = (m) => m.type === 'measured' && m.measured.usage.memoryBytes > 80_000_000 && m.measured.usage.pids >= 3;
  await events.message('the memory that a program takes', measured);
  terminal.type('\r');
  events.close(); terminal.drop();
});

test('an execution waits for its revision and tells how it ended', async () => {
  const saved = await author.save(session.id, 'answer.py', 'import sys\nprint(6 * 7)\nprint("oh", file=sys.stderr)\nsys.exit(3)\n');
  const run = await author.ask(200, 'POST', `/api/sessions/${session.id}/executions`, {
    json: { path: 'answer.py', revision: saved.revision } });
  assert.equal(run.stdout.trim(), '42');
  assert.equal(run.stderr.trim(), 'oh');
  assert.equal(run.exitCode, 3);
  assert.equal(run.outcome, 'ERROR');
  const late = await author.ask(200, 'POST', `/api/sessions/${session.id}/executions`, {
    json: { code: 'import time\nprint("so far", flush=True)\ntime.sleep(60)', timeoutSeconds: 1 } });
  assert.equal(late.outcome, 'TIMEOUT');
  assert.match(late.stdout, /so far/);
});

test('R1 R2 submit takes the snapshot; the author goes on and the round does not change', async () => {
  await author.ask(422, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'x' } });
  review = await author.ask(201, 'POST', '/api/reviews', {
    json: { sessionId: session.id, title: 'Please look at the sum', description: '**numpy**', priority: 'HIGH' } });
  assert.equal(review.status, 'PENDING');
  assert.equal(review.turn, 'QUEUE');
  const open = await author.ask(409, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'Once more' } });
  assert.equal(open.code, 'review-open');
  await author.save(session.id, 'main.py', 'print("changed since")\n');
  const round = await reviewer.call('GET', `/api/reviews/${review.id}/rounds/1/files/main.py`);
  assert.equal(await round.text(), PROGRAM);
});

test('R10 the author cannot claim their own, R6 the claim is exclusive', async () => {
  const other = await Person.register('second');
  await other.becomeReviewer('SENIOR');
  await author.becomeReviewer('SENIOR');
  const own = await author.call('POST', `/api/reviews/${review.id}/claim`);
  assert.ok([403, 409].includes(own.status));
  const claimed = await reviewer.ask(200, 'POST', `/api/reviews/${review.id}/claim`);
  assert.equal(claimed.status, 'IN_REVIEW');
  assert.equal(claimed.turn, 'REVIEWER');
  const lost = await other.ask(409, 'POST', `/api/reviews/${review.id}/claim`);
  assert.match(JSON.stringify(lost), new RegExp(reviewer.username));
  assert.ok(lost.leaseExpiresAt);
});

test('R8 a released claim goes back and the old holder can decide no more', async () => {
  await reviewer.ask(200, 'POST', `/api/reviews/${review.id}/release`);
  await reviewer.ask(409, 'POST', `/api/reviews/${review.id}/decision`, { json: { outcome: 'APPROVE' } });
  await reviewer.ask(200, 'POST', `/api/reviews/${review.id}/claim`);
});

test('R3 the reviewer sees the snapshot and never the live session', async () => {
  const tree = await reviewer.ask(200, 'GET', `/api/reviews/${review.id}/rounds/1/tree`);
  assert.ok(tree.items.some((i) => i.path === 'main.py'));
  await reviewer.ask(404, 'GET', `/api/sessions/${session.id}`);
  await reviewer.ask(404, 'GET', `/api/sessions/${session.id}/files/main.py`);
});

test('R4 the reviewer runs exactly the submitted round, with no network, in a session that is not kept', async () => {
  const path = `/api/reviews/${review.id}/rounds/1/sandbox`;
  const { sessionId } = await reviewer.ask(201, 'POST', path);
  assert.equal((await reviewer.ask(200, 'POST', path)).sessionId, sessionId);
  const terminal = await reviewer.terminal(sessionId);
  await terminal.until('$');
  const run = await reviewer.ask(200, 'POST', `/api/sessions/${sessionId}/executions`, { json: { command: 'cat main.py; ls /sys/class/net' } });
  assert.equal(run.stdout, `${PROGRAM}lo\n`);
  const { items } = await reviewer.ask(200, 'GET', '/api/sessions');
  assert.ok(!items.some((one) => one.id === sessionId), 'it is in no list');
  await author.ask(404, 'GET', `/api/sessions/${sessionId}`);
  await stranger.ask(404, 'POST', path);
  await reviewer.ask(204, 'DELETE', path);
  await reviewer.ask(404, 'GET', `/api/sessions/${sessionId}`);
  terminal.drop();
});

test('R15 N1 comment on a line and approve: the author is told, live and once', async () => {
  const live = await author.socket('/ws/notifications');
  await reviewer.ask(201, 'POST', `/api/reviews/${review.id}/comments`, {
    json: { body: 'Why **101**?', kind: 'QUESTION', path: 'main.py', round: 1, line: 2, draft: true } });
  const hidden = await author.ask(200, 'GET', `/api/reviews/${review.id}/comments`);
  assert.equal(hidden.items.length, 0, 'a draft is private');
  const decided = await reviewer.ask(200, 'POST', `/api/reviews/${review.id}/decision`, {
    json: { outcome: 'APPROVE', comment: 'Good.' } });
  assert.equal(decided.status, 'APPROVED');
  assert.equal(decided.turn, 'NONE');
  const told = await live.message('the notification', (m) =>
    m.type === 'notification' && m.notification.reviewId === review.id && /approved/i.test(JSON.stringify(m.notification)));
  assert.ok(told.unread >= 1);
  const shown = await author.ask(200, 'GET', `/api/reviews/${review.id}/comments`);
  assert.ok(shown.items.some((c) => c.line === 2 && c.path === 'main.py'));
  const count = await author.ask(200, 'GET', '/api/notifications/unread-count');
  const list = await author.ask(200, 'GET', '/api/notifications');
  assert.equal(new Set(list.items.map((n) => n.id)).size, list.items.length);
  assert.ok(count.count >= 1);
  await author.ask(204, 'POST', '/api/notifications/read-all');
  assert.equal((await author.ask(200, 'GET', '/api/notifications/unread-count')).count, 0);
  live.close();
});

test('another user gets 404 for each of it', async () => {
  const s = `/api/sessions/${session.id}`;
  const { items } = await author.ask(200, 'GET', `${s}/terminals`);
  const calls = [
    ['GET', s], ['PATCH', s, { name: 'mine' }], ['DELETE', s], ['GET', `${s}/tree`],
    ['GET', `${s}/files/main.py`], ['DELETE', `${s}/files/main.py`], ['POST', `${s}/folders`, { path: 'x' }],
    ['POST', `${s}/move`, { from: 'main.py', to: 'b.py' }], ['GET', `${s}/usage`], ['GET', `${s}/sandbox`],
    ['POST', `${s}/sandbox/start`], ['POST', `${s}/sandbox/stop`], ['GET', `${s}/terminals`],
    ['POST', `${s}/terminals`, { name: 'x' }], ['DELETE', `${s}/terminals/${items[0].id}`],
    ['POST', `${s}/executions`, { command: 'id' }], ['GET', `${s}/executions`], ['GET', `${s}/history?path=main.py`],
    ['GET', `/api/reviews/${review.id}`], ['GET', `/api/reviews/${review.id}/rounds/1/tree`],
    ['GET', `/api/reviews/${review.id}/rounds/1/files/main.py`], ['GET', `/api/reviews/${review.id}/comments`],
    ['GET', `/api/reviews/${review.id}/history`], ['GET', `${s}/review`],
    ['POST', '/api/reviews', { sessionId: session.id, title: 'Not mine' }],
    ['POST', `${s}/copy`, { from: 'main.py', to: 'b.py' }], ['GET', `${s}/search?q=import`], ['GET', `${s}/export`],
    ['POST', `${s}/batch`, { operations: [{ kind: 'DELETE', path: 'main.py' }] }], ['GET', `${s}/deleted`],
    ['POST', `${s}/restore`, { paths: ['main.py'], revision: 1 }], ['GET', `${s}/ignore`],
    ['PUT', `${s}/ignore`, { names: ['x'] }], ['GET', `${s}/terminals/${items[0].id}/last-text`],
    ['POST', '/api/sessions', { name: 'A copy', copyOf: session.id }],
    ...['GET diff', 'PUT visit', 'POST sandbox', 'DELETE sandbox'].map((one) => one.split(' '))
      .map(([method, what]) => [method, `/api/reviews/${review.id}/rounds/1/${what}`]),
    ['POST', `/api/reviews/${review.id}/rounds/1/viewed`, { path: 'main.py', viewed: true }],
    ['POST', `/api/reviews/${review.id}/comments`, { body: 'x', kind: 'GENERAL' }],
    ['GET', `/api/reviews/${review.id}/freshness`], ['GET', `/api/reviews/${review.id}/export`],
  ];
  for (const [method, path, json] of calls) {
    const mine = await stranger.call(method, path, json ? { json } : {});
    assert.equal(mine.status, 404, `${method} ${path} as a stranger: ${await mine.text()}`);
  }
  const put = await stranger.call('PUT', `${s}/files/main.py`, { body: 'x', headers: { 'if-none-match': '*' } });
  assert.equal(put.status, 404);
  assert.equal(await closeCode(`/ws/sessions/${session.id}/events`, stranger.token), 4404);
  assert.equal(await closeCode(`/ws/sessions/${session.id}/terminals/${items[0].id}`, stranger.token), 4404);
  assert.equal(await closeCode('/ws/notifications', null), 4401);
});

test('without a token it is 401, and internals are not routed', async () => {
  for (const path of ['/api/sessions', '/api/reviews', '/api/notifications', '/api/users/me', '/api/sandboxes/quota'])
    assert.equal((await fetch(url + path)).status, 401, path);
  for (const path of [
    '/internal/users/x', '/actuator/health', '/actuator/prometheus', '/%61ctuator/health',
    '//actuator/health', '/api/..%2finternal/x', `/internal/sessions/${session.id}`])
    assert.ok([400, 404].includes((await fetch(url + path)).status), path);
  const status = await (await fetch(`${url}/api/status`)).json();
  assert.equal(status.status, 'UP');
});

test('T3 T4 a viewer that leaves and returns gets exactly the rest, and a new one the screen', async () => {
  const terminal = await author.terminal(session.id);
  await terminal.until('$');
  terminal.type('for i in $(seq 1 400); do echo "line $i."; sleep 0.005; done; echo finished\r');
  for (let i = 0; i < 6; i++) {
    await sleep(250);
    terminal.drop();
    await terminal.reconnect();
  }
  await terminal.until(/\nfinished/);
  const numbers = [...terminal.text.matchAll(/line (\d+)\./g)].map((m) => Number(m[1]));
  assert.deepEqual(numbers, Array.from({ length: 400 }, (_, i) => i + 1));
  const second = await Terminal.open(author, session.id, terminal.terminalId);
  await second.until(/\nfinished/);
  assert.deepEqual(second.bytes, terminal.bytes.subarray(second.start - terminal.start));
  terminal.drop(); second.drop();
});
