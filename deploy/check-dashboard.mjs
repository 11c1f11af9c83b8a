// Asks every query of the dashboard and of the alerts of a running platform, through a Prometheus of
// its own on the loopback address. `node deploy/check-dashboard.mjs [state.json]`; the state is what
// `./cove up` writes. A query without an answer fails, as does an alert that names an unknown metric.
// A person of the check's own runs one file, so that there is something to measure, and leaves.
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const stateFile = process.argv[2] ?? path.join(process.env.COVE_HOME ?? path.join(here, '../.cove'), 'state.json');

// counted from its first time on: a healthy platform does not have them yet
const WHEN_SOMETHING_WENT_WRONG = new Set([
  'cove_events_dead_letters_total',
  'cove_sandbox_failures_total',
  'cove_sandbox_limits_total',
  'cove_sandbox_stops_unconfirmed_total',
]);
const FUNCTIONS = /^(?:histogram_quantile|min_over_time|clamp_min)$/;

const { processes } = JSON.parse(fs.readFileSync(stateFile, 'utf8'));
const gateway = `http://127.0.0.1:${processes.gateway.port}`;
const targets = Object.entries(processes)
  .filter(([, { managementPort }]) => managementPort)
  .map(([name, { managementPort }]) => ({ name, address: `127.0.0.1:${managementPort}` }));
const dashboard = JSON.parse(fs.readFileSync(path.join(here, 'grafana/dashboards/cove.json'), 'utf8'));
const queries = dashboard.panels.flatMap((panel) =>
  (panel.targets ?? []).map(({ expr }) => ({ title: panel.title, expr: expr.replaceAll('$__rate_interval', '30s').replaceAll('[30m]', '[5m]') })),
);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-prometheus-'));
const port = await freePort();
fs.writeFileSync(
  path.join(folder, 'prometheus.yml'),
  JSON.stringify({
    global: { scrape_interval: '3s' },
    scrape_configs: [
      {
        job_name: 'cove',
        metrics_path: '/actuator/prometheus',
        static_configs: targets.map(({ name, address }) => ({ targets: [address], labels: { service: name } })),
      },
    ],
  }),
);
const prometheus = spawn(
  'prometheus',
  [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=error'],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
let failed = 0;
try {
  await until(async () => (await ask('count(up == 1)'))[0]?.value[1] === String(targets.length), 60, 'every service is scraped');
  const leave = await runSomething();
  // rates need a few scrapes, and the Kafka clients tell of their partitions after a minute
  let open = queries;
  for (const end = Date.now() + 100_000; open.length > 0 && Date.now() < end; await pause(3000)) {
    const answered = await Promise.all(open.map(({ expr }) => hasNumbers(expr)));
    open = open.filter((_, index) => !answered[index]);
  }
  for (const { title, expr } of open) console.error(`no answer: ${title}: ${expr}`);
  failed += open.length;
  await leave();
  const known = new Set((await get('label/__name__/values')).data);
  const rules = fs.readFileSync(path.join(here, 'prometheus/alerts.yml'), 'utf8');
  for (const [, expr] of rules.matchAll(/^\s+expr: '(.*)'$/gm)) {
    for (const [name] of expr.replace(/\{[^}]*\}|"[^"]*"|by \([^)]*\)/g, '').matchAll(/\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g)) {
      if (!known.has(name) && !WHEN_SOMETHING_WENT_WRONG.has(name) && !FUNCTIONS.test(name)) {
        failed += 1;
        console.error(`no such metric: ${name} in the alert on ${expr}`);
      }
    }
  }
  console.log(`dashboard: ${queries.length} queries, ${failed} failures`);
} finally {
  prometheus.kill('SIGTERM');
  await new Promise((ended) => prometheus.once('exit', ended));
  fs.rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/** Answers how the person leaves again. */
async function runSomething() {
  const name = `dashboard-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const { accessToken } = await call('POST', '/api/auth/register', null, { username: name, email: `${name}@example.org`, password });
  const sessions = [];
  // twice: a series that has just begun has no rate
  for (let round = 0; round < 2; round += 1) {
    const { id } = await call('POST', '/api/sessions', accessToken, { name: `${name} ${round}`, template: 'empty' });
    sessions.push(id);
    await call('POST', `/api/sessions/${id}/executions`, accessToken, { command: 'echo hello > hello.txt; sleep 5' });
  }
  return async () => {
    for (const id of sessions) await call('DELETE', `/api/sessions/${id}?permanent=true`, accessToken);
  };
}

async function call(method, what, token, body) {
  const answer = await fetch(gateway + what, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${what}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

async function hasNumbers(query) {
  const answer = await ask(query).catch(() => []);
  return answer.some(({ value }) => value[1] !== 'NaN');
}

async function ask(query) {
  return (await get(`query?query=${encodeURIComponent(query)}`)).data.result;
}

async function get(what) {
  const answer = await (await fetch(`http://127.0.0.1:${port}/api/v1/${what}`)).json();
  if (answer.status !== 'success') throw new Error(answer.error);
  return answer;
}

async function until(holds, seconds, what) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(500)) {
    if (await holds().catch(() => false)) return;
  }
  throw new Error(`waited ${seconds} s in vain until ${what}`);
}

function freePort() {
  return new Promise((found) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => found(free));
    });
  });
}
