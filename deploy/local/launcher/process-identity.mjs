// A process is named by its pid and its start time together: pids are used again, the pair is not.
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Field 22 of /proc/<pid>/stat, in clock ticks since boot; the name before it may hold anything. */
export function startTicks(statText) {
  return Number(statText.slice(statText.lastIndexOf(')') + 2).split(' ')[19]);
}

function stateLetter(statText) {
  return statText.slice(statText.lastIndexOf(')') + 2)[0];
}

export function identify(pid, proc = '/proc') {
  try {
    const stat = fs.readFileSync(`${proc}/${pid}/stat`, 'utf8');
    if (stateLetter(stat) === 'Z') return null;
    return { pid, start: startTicks(stat), boot: bootId(proc) };
  } catch {
    return null;
  }
}

function bootId(proc) {
  try {
    return fs.readFileSync(`${proc}/sys/kernel/random/boot_id`, 'utf8').trim();
  } catch {
    return '';
  }
}

export function isAlive(identity, proc = '/proc') {
  if (!identity?.pid) return false;
  const now = identify(identity.pid, proc);
  return now !== null && now.start === identity.start && now.boot === identity.boot;
}

export function signal(identity, name) {
  if (!isAlive(identity)) return false;
  try {
    process.kill(identity.pid, name);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Asks the process to end and insists after the time-out. Answers how it went. */
export async function end(identity, { ask = 'SIGTERM', timeoutMs = 20_000 } = {}) {
  if (!signal(identity, ask)) return 'gone';
  if (await goneWithin(identity, timeoutMs)) return 'ended';
  signal(identity, 'SIGKILL');
  await goneWithin(identity, 5_000);
  return 'killed';
}

export async function goneWithin(identity, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() >= deadline) return false;
    await pause(50);
  }
  return true;
}

/** The process and all its descendants: PostgreSQL's memory is in its children. */
export function family(pid, proc = '/proc') {
  const members = [pid];
  for (let i = 0; i < members.length; i += 1) {
    try {
      for (const thread of fs.readdirSync(`${proc}/${members[i]}/task`)) {
        const text = fs.readFileSync(`${proc}/${members[i]}/task/${thread}/children`, 'utf8');
        members.push(...text.trim().split(/\s+/).filter(Boolean).map(Number));
      }
    } catch {
      // ended meanwhile
    }
  }
  return members;
}

/** Proportional set size in KiB: shared pages are counted once over all who share them. */
export function proportionalKib(pid, proc = '/proc') {
  try {
    const text = fs.readFileSync(`${proc}/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
