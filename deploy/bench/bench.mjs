// Measures a running platform beside raw Docker: COVE_URL names it, COVE_HOME is its data.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { containers, docker } from '../local/launcher/machine/docker-api.mjs';
import { readJson } from '../local/launcher/files.mjs';
import { Person } from '../e2e/lib/person.mjs';
import { ask, managementUrl, until } from '../local/launcher/platform/readiness.mjs';
import { settingsFrom } from '../local/launcher/settings.mjs';
import { loadSecrets } from '../local/launcher/secrets.mjs';
import { files } from './files.mjs';
import * as measures from './measures.mjs';
import { RawDocker } from './raw-docker.mjs';
import { reviews } from './reviews.mjs';
import { number, ratios, summary, table } from './statistics.mjs';

const { values: { quick = false, json }, positionals: wanted } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'string' } },
  allowPositionals: true,
});
const settings = settingsFrom(process.env);
const { ports, processes } = readJson(settings.stateFile);

/** The warm pool as its own metrics tell. */
const pool = {
  async metric(name, label = '') {
    const answer = await ask(managementUrl(ports['sandbox-service-management'], '/actuator/prometheus'), { timeoutMs: 10_000 });
    const line = answer?.body.split('\n').find((text) => text.startsWith(`cove_sandbox_pool_${name}{`) && text.includes(label));
    if (!line) throw new Error(`sandbox-service does not tell cove_sandbox_pool_${name}`);
    return Number(line.split(' ').pop());
  },
  coldStarts: () => pool.metric('claims_total', 'result="cold"'),
  /** A pool that is smaller than that, or off, stays so. */
  async atLeast(many) {
    const filled = await until(async () => (await pool.metric('ready')) >= Math.min(many, await pool.metric('target')), { timeoutMs: 60_000, everyMs: 200 });
    if (!filled) throw new Error('the pool did not fill within a minute');
  },
  full: () => pool.atLeast(Infinity),
};

/** Proportional set sizes of a session's container by what the processes are. */
async function memoryOf(sessionId) {
  const [container] = await containers(settings.dockerHost, { label: [`cove.session=${sessionId}`] })
    .then(async (found) => (found.length > 0 ? found : containersOf(sessionId)));
  const { State } = (await docker(settings.dockerHost, `/containers/${container.Id}/json`)).body;
  const parts = { agent: 0, shell: 0, 'shim of the runtime': 0 };
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)) {
    const parent = parentOf(pid);
    const part = pid === State.Pid ? 'agent' : parent === State.Pid ? 'shell' : pid === parentOf(State.Pid) ? 'shim of the runtime' : null;
    if (part) parts[part] += pss(pid) / 1024;
  }
  return parts;
}

/** A container of the pool has no session's label: its sandbox says which one it is. */
async function containersOf(sessionId) {
  const all = await containers(settings.dockerHost, { label: [`cove.instance=${settings.id}`] });
  const busy = [];
  for (const one of all) {
    const { State } = (await docker(settings.dockerHost, `/containers/${one.Id}/json`)).body;
    if (fs.readdirSync('/proc').some((name) => /^\d+$/.test(name) && parentOf(Number(name)) === State.Pid)) busy.push(one);
  }
  if (busy.length !== 1) throw new Error(`${busy.length} containers could be the one of ${sessionId}`);
  return busy;
}

function parentOf(pid) {
  try {
    return Number(fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[1]);
  } catch {
    return null;
  }
}

const pss = (pid) => Number(/^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);

const SECTIONS = {
  starts: (context) => measures.starts({ ...context, n: quick ? 8 : 30 }),
  burst: (context) => measures.startsAtOnce({ ...context, rounds: quick ? 1 : 4 }),
  echo: (context) => measures.echo({ ...context, keys: quick ? 80 : 400 }),
  output: (context) => measures.output({ ...context, bytes: quick ? 10_000_000 : 50_000_000 }),
  executions: (context) => measures.executions({ ...context, n: quick ? 10 : 50 }),
  typists: (context) => measures.typists({ ...context, keys: quick ? 20 : 100 }),
  memory: (context) => measures.memory({ ...context, memoryOf }),
  files: () => files({
    quick,
    database: { port: ports.postgres, password: loadSecrets(settings.secretsFile).databaseOwner },
    servicePid: processes['workspace-service'].pid,
  }),
  reviews: () => reviews({
    database: { port: ports.postgres, password: loadSecrets(settings.secretsFile).database.review },
    n: quick ? 20 : 100,
  }),
};

const unknown = wanted.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) throw new Error(`no such section: ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);

await pool.full();
const ours = () => containers(settings.dockerHost, { label: [`cove.instance=${settings.id}`] });
if ((await ours()).length === 0) {
  // raw Docker is given the settings of a container of ours; without a pool there is none yet
  const person = await Person.register('bench');
  const session = await person.newSession('bench', 'empty');
  await person.ask(201, 'POST', `/api/sessions/${session.id}/terminals`, { json: { cols: 80, rows: 24 } });
  await until(async () => (await ours()).length > 0, { timeoutMs: 60_000 });
}
const [one] = await ours();
if (!one) throw new Error('no container of the platform runs: its settings are what raw Docker is given');
const raw = new RawDocker(settings.dockerHost, await RawDocker.inspect(settings.dockerHost, one.Id));
const results = [];
const failures = [];
const load = os.loadavg()[0];
for (const [name, section] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`  … ${name}\n`);
  try {
    results.push(...(await section({ raw, pool })));
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
  }
}
await raw.removeAll();

const figures = results.map(({ name, ours, floor, rate }) => ({
  name, ours: summary(ours, { rate }), raw: floor && summary(floor, { rate }), samples: { ours, raw: floor },
}));
const rows = figures.map(({ name, ours: mine, raw: its }) => {
  const times = its ? ratios(mine, its) : null;
  return [
    name, mine.n, number(mine.p50), number(mine.p95), number(mine.p99),
    ...(its ? [number(its.p50), number(its.p95), `${number(times.p50)} ×`, `${number(times.p95)} ×`] : ['–', '–', '–', '–']),
  ];
});
const { body: engine } = await docker(settings.dockerHost, '/version');
const machine = `${os.cpus().length} cores, Linux ${os.release()}, Docker ${engine.Version}, Node ${process.version}, load before ${load.toFixed(1)}${quick ? ', --quick' : ''}`;
console.log(`\n${new Date().toISOString().slice(0, 16)}Z; ${machine}\n`);
console.log(table(['measure', 'n', 'p50', 'p95', 'p99', 'raw p50', 'raw p95', 'p50 ratio', 'p95 ratio'], rows));
const file = path.join(settings.root, 'target', 'bench', 'latest.json');
fs.mkdirSync(path.dirname(file), { recursive: true });
const report = JSON.stringify({ at: new Date(), machine, figures, failures }, null, 2);
for (const to of [file, ...(json ? [path.resolve(json)] : [])]) fs.writeFileSync(to, report);
console.log(`\n${path.relative(settings.root, file)}`);
for (const failure of failures) console.error(`not measured: ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
