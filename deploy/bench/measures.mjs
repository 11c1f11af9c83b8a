// What is measured, each beside raw Docker in turns, so that both meet the same machine.
import { setTimeout as pause } from 'node:timers/promises';
import { Person } from '../e2e/lib/person.mjs';
import { Terminal } from '../e2e/lib/terminal.mjs';

const MEGABYTE = 1_000_000;
const LINE_CLEAR = '\x15';
const KEY = 'x';

const clock = () => performance.now();

/** Resolves with the time at which more has come than before; rejects after the time-out. */
function nextOutput(emitter, event, enough, timeoutMs = 60_000) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(reject, new Error('no output')), timeoutMs);
    const listener = (data, binary) => {
      if ((binary === undefined || binary) && enough(data)) finish(resolve, clock());
    };
    const finish = (how, value) => {
      clearTimeout(timer);
      emitter.off(event, listener);
      how(value);
    };
    emitter.on(event, listener);
  });
}

const anything = () => true;

/** Enough is when a text has come, also cut across pieces. */
function marker(text) {
  let tail = '';
  return (data) => {
    tail = (tail + data.toString('latin1')).slice(-4096);
    return tail.includes(text);
  };
}

async function openTerminal(person, session) {
  const made = await person.ask(201, 'POST', `/api/sessions/${session.id}/terminals`, { json: { cols: 100, rows: 30 } });
  const terminal = await Terminal.open(person, session.id, made.id);
  if (terminal.offset === 0) await nextOutput(terminal.ws, 'message', anything);
  return terminal;
}

/** From the request for a new session to the first byte of its prompt. */
async function sessionToPrompt(person, name) {
  const began = clock();
  const session = await person.newSession(name);
  const terminal = await openTerminal(person, session);
  const took = clock() - began;
  terminal.drop();
  return { took, session };
}

/** Ends a session; its container is gone before the next sample is taken. */
async function drop(person, session) {
  await person.call('POST', `/api/sessions/${session.id}/sandbox/stop`);
  for (let i = 0; i < 100; i += 1) {
    const { state } = await person.ask(200, 'GET', `/api/sessions/${session.id}/sandbox`);
    if (state !== 'STOPPING') break;
    await pause(100);
  }
  await person.call('DELETE', `/api/sessions/${session.id}?permanent=true`);
}

/** Runs the work with a session that is ended whatever happens. */
async function withSession(prefix, template, work) {
  const person = await Person.register(prefix);
  const session = await person.newSession(prefix, template);
  try {
    return await work(person, session);
  } finally {
    await drop(person, session);
  }
}

async function rawToPrompt(raw) {
  const began = clock();
  const id = await raw.start();
  const shell = await raw.shell(id);
  await nextOutput(shell, 'data', anything);
  const took = clock() - began;
  shell.destroy();
  await raw.remove(id);
  return took;
}

export async function starts({ raw, pool, n }) {
  const person = await Person.register('bench');
  const ours = { warm: [], cold: [] };
  const floor = [];
  const mine = async (i) => {
    await pool.full();
    const before = await pool.coldStarts();
    const { took, session } = await sessionToPrompt(person, `start ${i}`);
    const kind = (await pool.coldStarts()) > before ? 'cold' : 'warm';
    await drop(person, session);
    return { kind, took };
  };
  // neither while a container of ours goes nor while the pool is refilled
  const its = async () => {
    await pool.full();
    return rawToPrompt(raw);
  };
  for (let i = 0; i < n + 2; i += 1) {
    const first = i % 2 === 0 ? await mine(i) : await its();
    const second = i % 2 === 0 ? await its() : await mine(i);
    const [{ kind, took }, rawTook] = i % 2 === 0 ? [first, second] : [second, first];
    // the first ones warm up what is measured
    if (i >= 2) {
      ours[kind].push(took);
      floor.push(rawTook);
    }
  }
  return Object.entries(ours)
    .filter(([, samples]) => samples.length > 0)
    .map(([kind, samples]) => ({ name: `create → first prompt byte, ${kind} (ms)`, ours: samples, floor }));
}

export async function startsAtOnce({ pool, rounds = 3, atOnce = 8 }) {
  const together = [];
  // once: the gateway bounds how many may register
  const people = await Promise.all(Array.from({ length: atOnce }, () => Person.register('burst')));
  for (let round = 0; round <= rounds; round += 1) {
    await pool.atLeast(atOnce);
    const outcomes = await Promise.all(people.map((person) => sessionToPrompt(person, 'burst')));
    if (round > 0) together.push(...outcomes.map(({ took }) => took));
    await Promise.all(outcomes.map(({ session }, i) => drop(people[i], session)));
  }
  return [{ name: `create → first prompt byte, ${atOnce} at once (ms)`, ours: together, floor: null }];
}

/** One byte at a prompt until it comes back, in turns of some keys. */
async function typeKeys(emitter, event, type, keys) {
  const samples = [];
  for (let i = 0; i < keys; i += 1) {
    const echo = nextOutput(emitter, event, (data) => data.includes(KEY), 10_000);
    const began = clock();
    type(KEY);
    samples.push((await echo) - began);
    await pause(2);
  }
  type(LINE_CLEAR);
  await quiet(emitter, event);
  return samples;
}

/** Waits until nothing has come for a while, for two seconds at most. */
async function quiet(emitter, event) {
  let last = clock();
  const end = last + 2_000;
  const listener = () => {
    last = clock();
  };
  emitter.on(event, listener);
  while (clock() < end && clock() - last < 150) await pause(20);
  emitter.off(event, listener);
}

export const echo = ({ raw, keys }) => withSession('typist', 'empty', (person, session) => withSession('flood', 'empty', async (other, noisy) => {
  const terminal = await openTerminal(person, session);
  const id = await raw.start();
  const shell = await raw.shell(id);
  await nextOutput(shell, 'data', anything);
  await pause(500);
  const samples = { ours: [], floor: [], flood: [] };
  const turn = 40;
  const ours = () => typeKeys(terminal.ws, 'message', (text) => terminal.type(text), turn);
  for (let done = 0; done < keys + turn; done += turn) {
    const mine = await ours();
    const floor = await typeKeys(shell, 'data', (text) => shell.write(text), turn);
    if (done > 0) {
      samples.ours.push(...mine);
      samples.floor.push(...floor);
    }
  }
  const flood = await openTerminal(other, noisy);
  flood.type('yes\r');
  await pause(1_000);
  for (let done = 0; done < keys; done += turn) samples.flood.push(...(await ours()));
  flood.type('\x03');
  flood.drop();
  terminal.drop();
  shell.destroy();
  await raw.remove(id);
  return [
    { name: 'keystroke echo, alone (ms)', ours: samples.ours, floor: samples.floor },
    { name: 'keystroke echo, beside a flood (ms)', ours: samples.flood, floor: null },
  ];
}));

/** Each of many types about eight keys a second, and waits for every echo. */
export async function typists({ count = 20, keys, perPerson = 3 }) {
  const people = await Promise.all(Array.from({ length: Math.ceil(count / perPerson) }, () => Person.register('crowd')));
  const open = [];
  try {
    // one after the other: opening is not what is measured here
    for (let i = 0; i < count; i += 1) {
      const person = people[Math.floor(i / perPerson)];
      const session = await person.newSession(`crowd ${i}`, 'empty');
      open.push({ person, session });
      open.at(-1).terminal = await openTerminal(person, session);
    }
    const samples = await Promise.all(open.map(async ({ terminal }, i) => {
      const { ws } = terminal;
      const mine = [];
      await pause(i * 7);
      for (let key = 0; key < keys; key += 1) {
        const echoed = nextOutput(ws, 'message', (data) => data.includes(KEY), 30_000);
        const began = clock();
        terminal.type(KEY);
        mine.push((await echoed) - began);
        await pause(100 + ((i * 31 + key * 17) % 50));
      }
      return mine;
    }));
    return [{ name: `keystroke echo, ${count} typists (ms)`, ours: samples.flat(), floor: null }];
  } finally {
    for (const { person, session, terminal } of open) {
      terminal?.drop();
      await drop(person, session).catch(() => {});
    }
  }
}

export const output = ({ raw, bytes, rounds = 5 }) => withSession('output', 'empty', async (person, session) => {
  const terminal = await openTerminal(person, session);
  const id = await raw.start();
  const shell = await raw.shell(id);
  await nextOutput(shell, 'data', anything);
  shell.on('data', () => {});
  const rate = async (emitter, event, type, round) => {
    const seen = nextOutput(emitter, event, marker(`end${round}-`), 120_000);
    const began = clock();
    type(`head -c ${bytes} /dev/zero | tr '\\0' x; echo end"${round}-"\r`);
    return bytes / MEGABYTE / (((await seen) - began) / 1000);
  };
  const ours = [];
  const floor = [];
  for (let round = 0; round <= rounds; round += 1) {
    const mine = await rate(terminal.ws, 'message', (text) => terminal.type(text), round);
    terminal.chunks = [];
    const its = await rate(shell, 'data', (text) => shell.write(text), round);
    if (round > 0) {
      ours.push(mine);
      floor.push(its);
    }
  }
  terminal.drop();
  shell.destroy();
  await raw.remove(id);
  return [{ name: 'terminal output, one line (MB/s, more is better)', ours, floor, rate: true }];
});

export const executions = ({ raw, n }) => withSession('runner', 'empty', async (person, session) => {
  const run = () => person.ask(200, 'POST', `/api/sessions/${session.id}/executions`, { json: { code: 'print(1)' } });
  const id = await raw.start();
  const ours = [];
  const floor = [];
  for (let i = 0; i < n + 5; i += 1) {
    const began = clock();
    await run();
    const mine = clock() - began;
    const rawBegan = clock();
    await raw.run(id, ['/usr/bin/python3', '-c', 'print(1)']);
    if (i >= 5) {
      ours.push(mine);
      floor.push(clock() - rawBegan);
    }
  }
  // as many at a time as a session may run
  const rate = async (one) => {
    const began = clock();
    let left = n * 2;
    await Promise.all(Array.from({ length: 4 }, async () => {
      while (left > 0) {
        left -= 1;
        await one();
      }
    }));
    return (n * 2) / ((clock() - began) / 1000);
  };
  const rates = { ours: [], floor: [] };
  for (let round = 0; round < 4; round += 1) {
    rates.ours.push(await rate(run));
    rates.floor.push(await rate(() => raw.run(id, ['/usr/bin/python3', '-c', 'print(1)'])));
  }
  await raw.remove(id);
  return [
    { name: 'execution of a one-line Python (ms)', ours, floor },
    { name: 'executions, 4 at a time (1/s, more is better)', ours: rates.ours, floor: rates.floor, rate: true },
  ];
});

/** What a sandbox with one idle terminal costs: the proportional set sizes of its processes and of its runtime's. */
export const memory = ({ memoryOf }) => withSession('idle', 'empty', async (person, session) => {
  const terminal = await openTerminal(person, session);
  await pause(3_000);
  const parts = await memoryOf(session.id);
  terminal.drop();
  return Object.entries(parts).map(([part, mebibytes]) => ({ name: `idle sandbox: ${part} (MiB)`, ours: [mebibytes], floor: null }));
});
