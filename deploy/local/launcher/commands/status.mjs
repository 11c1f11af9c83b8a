// ./cove status: every process with what it costs.
import { family, isAlive, proportionalKib } from '../process-identity.mjs';
import { isUp, readState } from '../platform/state.mjs';
import { springReady } from '../platform/readiness.mjs';
import { formatStatus } from './status-format.mjs';

export async function status(settings, { json = false } = {}) {
  const report = await collect(settings);
  console.log(json ? JSON.stringify(report, null, 2) : formatStatus(report));
  return report.up ? 0 : 1;
}

export async function collect(settings, now = Date.now()) {
  const state = readState(settings);
  const up = isUp(state);
  const entries = Object.entries({ ...state.processes, supervisor: { ...state.supervisor, startedAt: state.startedAt, state: 'running' } });
  const processes = await Promise.all(entries.map(([name, process]) => describe(name, process, now)));
  return {
    up,
    healthy: up && processes.every(({ state: what }) => what === 'running'),
    url: state.url ?? settings.publicUrl,
    home: settings.home,
    startSeconds: state.startSeconds ?? null,
    pssMib: Math.round(processes.reduce((sum, { pssKib }) => sum + pssKib, 0) / 1024),
    processes,
  };
}

async function describe(name, process, now) {
  const alive = isAlive(process);
  let state = alive ? process.state : process.state === 'failed' ? 'failed' : 'stopped';
  if (state === 'running' && process.managementPort && !(await springReady(process.managementPort))) state = 'not ready';
  // PostgreSQL's memory is in its children; the supervisor's children are counted by themselves
  const members = name === 'postgres' && alive ? family(process.pid) : [process.pid];
  const pssKib = alive ? members.reduce((sum, pid) => sum + proportionalKib(pid), 0) : 0;
  return {
    name,
    state,
    pid: alive ? process.pid : null,
    port: process.port ?? null,
    managementPort: process.managementPort ?? null,
    uptimeSeconds: alive ? Math.floor((now - process.startedAt) / 1000) : null,
    startSeconds: process.startSeconds ?? null,
    restarts: process.restarts ?? 0,
    pssKib,
    log: process.log ?? null,
  };
}
