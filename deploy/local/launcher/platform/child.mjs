// One process of the platform: started, watched, started again when it dies, ended when asked.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tail } from '../files.mjs';
import { end, identify } from '../process-identity.mjs';
import { nextRestartIn } from './backoff.mjs';
import { until } from './readiness.mjs';

const LARGEST_LOG = 32 * 2 ** 20;

export class DidNotStart extends Error {}

export class Child {
  #plan;
  #report;
  #process = null;
  #identity = null;
  #deaths = [];
  #wanted = false;
  #restartAsked = false;

  /**
   * @param plan `{name, log, launch(): {command, cwd, env}, ready(logStart): Promise<boolean>, ask, timeoutMs, readyTimeoutMs, info}`;
   *     `launch` is asked anew for every start
   * @param report called with `{state, ...}` at every change
   */
  constructor(plan, report) {
    this.#plan = plan;
    this.#report = report;
  }

  get name() {
    return this.#plan.name;
  }

  async start() {
    this.#wanted = true;
    const since = Date.now();
    const logStart = await this.#spawn();
    const child = this.#process;
    const gone = () => child !== this.#process || child.exitCode !== null || child.signalCode !== null || !this.#wanted;
    const ready = await until(() => this.#plan.ready(logStart), { timeoutMs: this.#plan.readyTimeoutMs ?? 180_000, stop: gone });
    if (!ready) throw new DidNotStart(this.#explain(gone()));
    this.#report({ state: 'running', readyAt: Date.now(), startSeconds: (Date.now() - since) / 1000 });
  }

  /** The next end of the process is on purpose: it comes back at once and counts as no failure. */
  expectRestart() {
    this.#restartAsked = true;
  }

  /** Ends the process as it is asked to on a restart, and leaves the rest to the watcher. */
  endNow() {
    return end(this.#identity, { ask: this.#plan.ask ?? 'SIGTERM', timeoutMs: this.#plan.timeoutMs ?? 20_000 });
  }

  async stop() {
    this.#wanted = false;
    if (!this.#identity) return 'gone';
    this.#report({ state: 'stopping' });
    const how = await end(this.#identity, { ask: this.#plan.ask ?? 'SIGTERM', timeoutMs: this.#plan.timeoutMs ?? 20_000 });
    this.#report({ state: 'stopped' });
    return how;
  }

  async #spawn() {
    const { name, log, info } = this.#plan;
    const { command, cwd, env } = await this.#plan.launch();
    keepSmall(log);
    fs.mkdirSync(path.dirname(log), { recursive: true });
    const logStart = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const sink = fs.openSync(log, 'a');
    const child = spawn(command[0], command.slice(1), { cwd, env, detached: true, stdio: ['ignore', sink, sink] });
    fs.closeSync(sink);
    this.#process = child;
    this.#identity = child.pid ? identify(child.pid) : null;
    child.on('error', (error) => fs.appendFileSync(log, `${name} could not be started: ${error.message}\n`));
    child.once('exit', (code, signal) => this.#died(child, signal ?? code));
    this.#report({ ...info, ...this.#identity, state: 'starting', startedAt: Date.now(), log });
    return logStart;
  }

  #explain(exited) {
    const { name, log } = this.#plan;
    const what = exited ? 'ended while it was starting' : 'is not ready in time';
    return `${name} ${what}:\n${tail(log, 25)}\n(all of it: ${log})`;
  }

  async #died(child, how) {
    if (child !== this.#process) return;
    if (!this.#wanted) return;
    const asked = this.#restartAsked;
    this.#restartAsked = false;
    if (!asked) this.#deaths.push(Date.now());
    const wait = asked ? 0 : nextRestartIn(this.#deaths, Date.now());
    if (wait === null) {
      this.#report({ state: 'failed', message: `died ${this.#deaths.length} times in a short while; it stays down (${how})` });
      return;
    }
    const restarts = this.#deaths.length;
    this.#report({ state: 'restarting', restarts, message: asked ? 'restarting' : `ended (${how}); starting it again in ${wait / 1000} s` });
    await pause(wait);
    if (!this.#wanted || child !== this.#process) return;
    try {
      await this.start();
      this.#report({ state: 'running', restarts, message: 'runs again' });
    } catch (error) {
      if (!this.#wanted || !(error instanceof DidNotStart)) return;
      // a process that hangs while starting is ended, and its end brings the next attempt
      await end(this.#identity, { timeoutMs: 5_000 });
    }
  }
}

/** A log that grew large becomes the previous one; the writer appends, so it may be emptied under it. */
export function keepSmall(log, largest = LARGEST_LOG) {
  const stat = fs.statSync(log, { throwIfNoEntry: false });
  if (!stat || stat.size <= largest) return;
  fs.copyFileSync(log, `${log}.1`);
  fs.truncateSync(log, 0);
}
