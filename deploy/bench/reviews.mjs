// Reviews: the queue when it is long, submitting much, and how soon the other one knows.
import { randomUUID } from 'node:crypto';
import { clientOf } from '../e2e/lib/database.mjs';
import { Person } from '../e2e/lib/person.mjs';
import { Socket } from '../e2e/lib/socket.mjs';

const QUEUED = 10_000;
const FILES = 1_000;
const CHANGED = 200;

const clock = () => performance.now();

async function timed(samples, work) {
  const began = clock();
  const result = await work();
  samples.push(clock() - began);
  return result;
}

/** As many at a time as the gateway lets one person ask. */
async function fewAtOnce(items, work, workers = 8) {
  const rest = [...items];
  await Promise.all(Array.from({ length: workers }, async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  }));
}

/** Reviews of nobody's that wait, put where the service has its own: ten thousand sessions would take an hour. */
class LongQueue {
  static async open({ port, password }) {
    const queue = new LongQueue();
    queue.author = randomUUID();
    queue.client = clientOf({ port, user: 'cove_review', password });
    await queue.client.connect();
    await queue.client.query(
      `insert into review (id, session_id, title, description, priority, status, round, submitted_by, authors, queued_at, created_at, updated_at)
       select gen_random_uuid(), gen_random_uuid(), 'Bench ' || i, repeat('d', 500), 1 + i % 4, 'PENDING', 1, $1::uuid, array[$1::uuid], at, at, at
       from generate_series(1, $2::int) i, lateral (select now() - (i * 7919 % 43200) * interval '1 minute' as at) t`,
      [queue.author, QUEUED]);
    await queue.client.query('analyze review');
    return queue;
  }

  async close() {
    await this.client.query('delete from review where submitted_by = $1', [this.author]);
    await this.client.end();
  }
}

async function pages(database, n) {
  const reader = await Person.register('reader');
  await reader.becomeReviewer('SENIOR');
  const queue = await LongQueue.open(database);
  try {
    const page = [];
    const deep = [];
    const mine = [];
    for (let i = 0; i < n + 5; i += 1) {
      const warm = i < 5;
      const first = await timed(warm ? [] : page, () => reader.ask(200, 'GET', '/api/reviews?view=queue&limit=50'));
      const cursor = encodeURIComponent(first.nextCursor);
      await timed(warm ? [] : deep, () => reader.ask(200, 'GET', `/api/reviews?view=queue&limit=50&cursor=${cursor}`));
      await timed(warm ? [] : mine, () => reader.ask(200, 'GET', '/api/reviews/stats'));
    }
    return [
      { name: `queue page, ${QUEUED} waiting (ms)`, ours: page },
      { name: `the page after it (ms)`, ours: deep },
      { name: `statistics, ${QUEUED} waiting (ms)`, ours: mine },
    ];
  } finally {
    await queue.close();
  }
}

const file = (i) => `src/part${i % 20}/file${i}.py`;

async function largeSession(author) {
  const session = await author.newSession('many files', 'empty');
  await author.call('POST', `/api/sessions/${session.id}/sandbox/stop`);
  await fewAtOnce(Array.from({ length: FILES }, (_, i) => i), (i) => author.save(session.id, file(i), `value = ${i}\n`.repeat(30)));
  return session;
}

async function submissions(n) {
  const author = await Person.register('author');
  const session = await largeSession(author);
  const submits = [];
  const diffs = [];
  try {
    for (let i = 0; i < n + 1; i += 1) {
      const review = await timed(i === 0 ? [] : submits, () => author.ask(201, 'POST', '/api/reviews', {
        json: { sessionId: session.id, title: `Submission ${i}` },
      }));
      if (i < 4) {
        await fewAtOnce(Array.from({ length: CHANGED }, (_, k) => k), (k) => author.save(session.id, file(k), `value = ${k}\nround = ${i}\n`.repeat(20)));
        await author.ask(201, 'POST', `/api/reviews/${review.id}/rounds`);
        const { files } = await timed(i === 0 ? [] : diffs, () => author.ask(200, 'GET', `/api/reviews/${review.id}/rounds/2/diff?against=1`));
        if (files.length !== CHANGED) throw new Error(`${files.length} files differ, not ${CHANGED}`);
      }
      await author.ask(200, 'POST', `/api/reviews/${review.id}/withdraw`);
    }
  } finally {
    await author.call('DELETE', `/api/sessions/${session.id}?permanent=true`);
  }
  return [
    { name: `submit ${FILES} files (ms)`, ours: submits },
    { name: `difference of ${CHANGED} files, first time (ms)`, ours: diffs },
  ];
}

async function news(n) {
  const author = await Person.register('author');
  const reviewer = await Person.register('reader');
  await reviewer.becomeReviewer('SENIOR');
  const session = await author.newSession('claimed', 'empty');
  const review = await author.ask(201, 'POST', '/api/reviews', { json: { sessionId: session.id, title: 'Claim me' } });
  const socket = await Socket.open('/ws/notifications', author.token);
  // what happens before this first message is in its count and is not sent by itself
  await socket.message('the socket listens', ({ type }) => type === 'unread');
  const arrived = (type, after) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${type}`)), 60_000);
    const look = () => {
      if (!socket.messages.slice(after).some((message) => message.notification?.type === type)) return;
      clearTimeout(timer);
      socket.ws.off('message', look);
      resolve();
    };
    socket.ws.on('message', look);
    look();
  });
  const samples = [];
  for (let i = 0; i < n + 3; i += 1) {
    const before = socket.messages.length;
    await timed(i < 3 ? [] : samples, () => Promise.all([
      arrived('REVIEW_CLAIMED', before),
      reviewer.ask(200, 'POST', `/api/reviews/${review.id}/claim`),
    ]));
    const claimed = socket.messages.length;
    await Promise.all([arrived('REVIEW_RELEASED', claimed), reviewer.ask(200, 'POST', `/api/reviews/${review.id}/release`)]);
  }
  socket.close();
  await author.call('DELETE', `/api/sessions/${session.id}?permanent=true`);
  return [{ name: 'claim → author\'s notification (ms)', ours: samples }];
}

export async function reviews({ database, n }) {
  return [...await pages(database, n), ...await submissions(Math.max(4, n / 5)), ...await news(n)];
}
