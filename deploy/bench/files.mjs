// Files: how long until they are safe, and until the other side has them.
import fs from 'node:fs';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { PlainDatabase } from '../e2e/lib/database.mjs';
import { Person } from '../e2e/lib/person.mjs';
import { url } from '../e2e/lib/platform.mjs';
import { Socket } from '../e2e/lib/socket.mjs';
import { Terminal } from '../e2e/lib/terminal.mjs';
import { zipOf } from './zip.mjs';

const CONNECTIONS = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** So few writers a person that the gateway's limit of calls is never met. */
const WRITERS_A_PERSON = 4;

const clock = () => performance.now();

/** A file that is saved again and again, each time over what was saved last. */
class SavedFile {
  constructor(person, session, path) {
    this.person = person;
    this.target = `/api/sessions/${session.id}/files/${path}`;
    this.etag = null;
  }

  async save(text) {
    const headers = this.etag ? { 'if-match': this.etag } : { 'if-none-match': '*' };
    const answer = await put(this.target, text, { ...headers, authorization: `Bearer ${this.person.token}` });
    if (answer.status > 201) throw new Error(`a save was refused: ${answer.status} ${answer.text}`);
    this.etag = answer.etag;
  }
}

/** As light as can be: the writers share the processors with what they measure. */
function put(target, text, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request(url + target, { method: 'PUT', agent: CONNECTIONS, timeout: 60_000, headers: { ...headers, 'content-length': Buffer.byteLength(text) } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, etag: answer.headers.etag, text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('timeout', () => request.destroy(new Error('a save was not answered within a minute')));
    request.on('error', reject);
    request.end(text);
  });
}

async function timed(samples, work) {
  const began = clock();
  await work();
  samples.push(clock() - began);
}

/** Sessions without a sandbox, so that nothing but saving goes on. */
async function quietSessions(count, perPerson) {
  const open = [];
  let person = null;
  for (let i = 0; i < count; i += 1) {
    if (i % perPerson === 0) person = await Person.register('writer');
    const session = await person.newSession(`writer ${i}`, 'empty');
    open.push({ person, session });
  }
  for (const { person: owner, session } of open) await owner.call('POST', `/api/sessions/${session.id}/sandbox/stop`);
  return open;
}

const remove = (open) => Promise.all(open.map(({ person, session }) => person.call('DELETE', `/api/sessions/${session.id}?permanent=true`)));

/** One writer, and the same bytes by a bare insert in turns. */
async function savesAlone(database, n) {
  const open = await quietSessions(1, 1);
  const [{ person, session }] = open;
  const file = new SavedFile(person, session, 'notes.txt');
  const ours = [];
  const floor = [];
  for (let i = 0; i < n + 30; i += 1) {
    const text = `line ${i}\n`.repeat(40);
    await timed(i < 30 ? [] : ours, () => file.save(text));
    await timed(i < 30 ? [] : floor, () => database.insert(text));
  }
  await remove(open);
  return { name: 'save of a small file, one writer (ms)', ours, floor };
}

/** Writers that wait for nothing but their own answer. */
async function rate(workers, each, work) {
  const began = clock();
  await Promise.all(workers.map(async (worker) => {
    for (let i = 0; i < each; i += 1) await work(worker, i);
  }));
  return (workers.length * each) / ((clock() - began) / 1000);
}

/** The services' code is made fast while it runs: what they do all day is measured, not their first minute. */
async function warmUp(saves) {
  const open = await quietSessions(20, WRITERS_A_PERSON);
  const files = open.map(({ person, session }) => new SavedFile(person, session, 'notes.txt'));
  await rate(files, saves / files.length, (file, i) => file.save(`warm ${i}\n`.repeat(40)));
  await remove(open);
}

async function savesAtOnce(database, { writers = 20, each, rounds = 4 }) {
  const open = await quietSessions(writers, WRITERS_A_PERSON);
  const files = open.map(({ person, session }) => new SavedFile(person, session, 'notes.txt'));
  const ours = [];
  const floor = [];
  for (let round = 0; round <= rounds; round += 1) {
    const text = (i) => `round ${round}, line ${i}\n`.repeat(40);
    const mine = await rate(files, each, (file, i) => file.save(text(i) + file.target));
    const its = await rate(files, each, (file, i) => database.insert(text(i) + file.target));
    if (round > 0) {
      ours.push(mine);
      floor.push(its);
    }
  }
  await remove(open);
  return { name: `saves, ${writers} writers (1/s, more is better)`, ours, floor, rate: true };
}

/** A program in the container that says at once when a file has another text. */
const WATCHER = `import os, time
last = None
print('watching', flush=True)
while True:
    try:
        now = os.stat('watched.txt').st_mtime_ns
        if now != last:
            last = now
            print('<' + open('watched.txt').read() + '>', flush=True)
    except FileNotFoundError:
        pass
    time.sleep(0.001)
`;

async function withSandbox(work) {
  const person = await Person.register('sync');
  const session = await person.newSession('sync', 'empty');
  const made = await person.ask(201, 'POST', `/api/sessions/${session.id}/terminals`, { json: { cols: 100, rows: 30 } });
  const terminal = await Terminal.open(person, session.id, made.id);
  const events = await Socket.open(`/ws/sessions/${session.id}/events`, person.token);
  try {
    await terminal.until('$ ');
    return await work({ person, session, terminal, events });
  } finally {
    events.close();
    terminal.drop();
    await person.call('POST', `/api/sessions/${session.id}/sandbox/stop`);
    await person.call('DELETE', `/api/sessions/${session.id}?permanent=true`);
  }
}

function firstMessage(events, test) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(reject, new Error('no event came')), 30_000);
    const listener = (data, binary) => {
      if (!binary && test(JSON.parse(data.toString()))) finish(resolve, clock());
    };
    const finish = (how, value) => {
      clearTimeout(timer);
      events.ws.off('message', listener);
      how(value);
    };
    events.ws.on('message', listener);
  });
}

function firstOutput(terminal, text) {
  return new Promise((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(() => finish(reject, new Error(`the container did not show ${text}`)), 30_000);
    const listener = (data, binary) => {
      if (!binary) return;
      seen = (seen + data.toString('latin1')).slice(-4096);
      if (seen.includes(text)) finish(resolve, clock());
    };
    const finish = (how, value) => {
      clearTimeout(timer);
      terminal.ws.off('message', listener);
      how(value);
    };
    terminal.ws.on('message', listener);
  });
}

async function toContainer({ person, session, terminal }, n) {
  const program = new SavedFile(person, session, 'watcher.py');
  await program.save(WATCHER);
  await pause(1_000);
  const watching = firstOutput(terminal, 'watching');
  terminal.type('python3 watcher.py\r');
  await watching;
  const file = new SavedFile(person, session, 'watched.txt');
  const ours = [];
  for (let i = 0; i < n + 5; i += 1) {
    const shown = firstOutput(terminal, `<text ${i}>`);
    const began = clock();
    await file.save(`text ${i}`);
    const took = (await shown) - began;
    if (i >= 5) ours.push(took);
    await pause(30);
  }
  terminal.type('\x03');
  return { name: 'editor → container: save sent until a program reads it (ms)', ours, floor: null };
}

async function toTree({ terminal, events }, n) {
  const ours = [];
  for (let i = 0; i < n + 3; i += 1) {
    const name = `made-${i}.txt`;
    const told = firstMessage(events, (message) => message.type === 'changed' && message.changes.some(({ path }) => path === name));
    const began = clock();
    terminal.type(`echo ${i} > ${name}\r`);
    const took = (await told) - began;
    if (i >= 3) ours.push(took);
    await pause(50);
  }
  return { name: 'container → tree: Enter until the event (ms)', ours, floor: null };
}

async function manyFiles({ person, session, terminal }, rounds) {
  const ours = [];
  for (let round = 0; round < rounds; round += 1) {
    const folder = `unzipped-${round}`;
    const command = `import os\nfor i in range(10): os.makedirs('${folder}/%d' % i)\nfor i in range(1000): open('${folder}/%d/%d.txt' % (i % 10, i), 'w').write('file %d\\n' % i * 30)\n`;
    await new SavedFile(person, session, `make-${round}.py`).save(command);
    await pause(1_500);
    const before = (await person.ask(200, 'GET', `/api/sessions/${session.id}`)).fileCount;
    const began = clock();
    terminal.type(`python3 make-${round}.py\r`);
    let now = before;
    while (now < before + 1_000) {
      await pause(25);
      now = (await person.ask(200, 'GET', `/api/sessions/${session.id}`)).fileCount;
      if (clock() - began > 120_000) throw new Error(`only ${now - before} of 1,000 files are in the tree after two minutes`);
    }
    ours.push(clock() - began);
  }
  return { name: '1,000 new files until all are saved (ms)', ours, floor: null };
}

/** The tree of a session that is as full as one may be, and a search through all of it. */
async function fullSession(n) {
  const open = await quietSessions(1, 1);
  const [{ person, session }] = open;
  const files = Object.fromEntries(Array.from({ length: 4_900 }, (_, i) => [`f${i % 50}/file ${i}.txt`, `the file ${i}\nhas a needle${i % 100 === 0 ? ' here' : ''}\n`.repeat(10)]));
  const form = new FormData();
  form.append('files', new Blob([zipOf(files)]), 'all.zip');
  const imported = [];
  await timed(imported, async () => {
    const answer = await person.call('POST', `/api/sessions/${session.id}/import`, { body: form });
    if (!answer.ok) throw new Error(`the import was refused: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  });
  const tree = [];
  const search = [];
  for (let i = 0; i < n + 3; i += 1) {
    await timed(i < 3 ? [] : tree, () => person.ask(200, 'GET', `/api/sessions/${session.id}/tree`));
    await timed(i < 3 ? [] : search, async () => {
      const { items, reason } = await person.ask(200, 'GET', `/api/sessions/${session.id}/search?q=needle%20here`);
      if (items.length !== 490 || reason) throw new Error(`the search found ${items.length}, ${reason}`);
    });
  }
  const pattern = [];
  for (let i = 0; i < n; i += 1) {
    await timed(pattern, () => person.ask(200, 'GET', `/api/sessions/${session.id}/search?q=needle%5Cs%2Bhe%5Bpr%5De&regex=true`));
  }
  await remove(open);
  return [
    { name: 'import of a zip with 4,900 files (ms)', ours: imported, floor: null },
    { name: 'tree of 5,000 entries (ms)', ours: tree, floor: null },
    { name: 'search in 4,900 files, text (ms)', ours: search, floor: null },
    { name: 'search in 4,900 files, pattern (ms)', ours: pattern, floor: null },
  ];
}

/** What the service's process has in memory, in MiB. */
const residentMemory = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

export async function files({ quick, database: connection, servicePid }) {
  const database = await PlainDatabase.open({ ...connection, connections: 20 });
  const results = [];
  const memory = [residentMemory(servicePid)];
  try {
    await warmUp(quick ? 400 : 12_000);
    results.push(await savesAlone(database, quick ? 100 : 400));
    results.push(await savesAtOnce(database, { each: quick ? 20 : 100, rounds: quick ? 2 : 5 }));
    await withSandbox(async (context) => {
      results.push(await toContainer(context, quick ? 30 : 150));
      results.push(await toTree(context, quick ? 20 : 60));
      results.push(await manyFiles(context, quick ? 1 : 3));
    });
    results.push(...(await fullSession(quick ? 5 : 20)));
  } finally {
    await database.drop();
  }
  memory.push(residentMemory(servicePid));
  results.push({ name: 'workspace-service in memory, before and after (MiB)', ours: memory, floor: null });
  return results;
}
