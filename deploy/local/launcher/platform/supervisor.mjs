// Starts the platform in the right order, keeps it running and ends it in the reverse order.
import fs from 'node:fs';
import path from 'node:path';
import { atOnce } from '../at-once.mjs';
import { identify } from '../process-identity.mjs';
import { LAST_TO_FIRST, SERVICES } from './catalog.mjs';
import { Child, keepSmall } from './child.mjs';
import { releaseDisks } from './disks.mjs';
import { registryPlan, servicePlans, storePlans } from './plans.mjs';
import { ask, until } from './readiness.mjs';
import { Rehearsals } from './rehearsals.mjs';
import { ourSandboxes, removeSandboxes, saveSandboxes } from './sandboxes.mjs';
import { StateFile } from './state.mjs';

const AT_ONCE = 2;

export class Supervisor {
  #context;
  #send;
  #state;
  #children = new Map();
  #rehearsals;
  #stopping = null;

  /** @param send tells the command that started us: `{type: 'begin'|'finish'|'note', ...}` */
  constructor(context, send) {
    this.#context = context;
    this.#send = send;
    this.#rehearsals = new Rehearsals(context);
    const { settings, ports } = context;
    this.#state = new StateFile(settings.stateFile, {
      url: settings.publicUrl,
      port: settings.port,
      ports,
      supervisor: identify(process.pid),
      startedAt: Date.now(),
      processes: {},
    });
  }

  /**
   * The services wait for PostgreSQL and Kafka only: they find the registry whenever it comes, and it
   * comes sooner than the first of them.
   *
   * @returns seconds until everything was healthy
   */
  async start() {
    const { settings } = this.#context;
    fs.mkdirSync(path.join(settings.runDir, 'agents'), { recursive: true, mode: 0o755 });
    const since = Date.now();
    await Promise.all([this.#startAll([registryPlan(this.#context)], 1), this.#startServices()]);
    await this.#step('routes', 'Connecting the services', () => this.#routable());
    const startSeconds = (Date.now() - since) / 1000;
    this.#state.update({ readyAt: Date.now(), startSeconds });
    setInterval(() => this.#housekeeping(), 60_000).unref();
    this.#rehearsals.recordDue();
    return startSeconds;
  }

  async #startServices() {
    await this.#startAll(storePlans(this.#context), Infinity);
    await this.#startAll(servicePlans(this.#context), AT_ONCE);
  }

  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  get stopping() {
    return this.#stopping !== null;
  }

  async restart(name) {
    const child = this.#children.get(name);
    if (!child) return;
    child.expectRestart();
    await child.endNow();
  }

  async #startAll(plans, limit) {
    await atOnce(limit, plans, (plan) => this.#startOne(plan), () => this.stopping);
    if (this.stopping) throw new Error('stopped while starting');
  }

  async #startOne(plan) {
    const child = new Child(plan, (changes) => this.#changed(plan.name, changes));
    this.#children.set(plan.name, child);
    await this.#step(plan.name, `Starting ${plan.name}`, () => child.start());
  }

  /** Healthy means that a request through the gateway reaches the services. */
  async #routable() {
    if (!this.#children.has('gateway')) return 'no gateway here yet';
    const names = SERVICES.map(({ name }) => name).filter((name) => name !== 'gateway' && this.#children.has(name));
    const { settings } = this.#context;
    const base = `http://${settings.address === '0.0.0.0' ? '127.0.0.1' : settings.address}:${settings.port}`;
    const connected = await until(
      async () => {
        const answer = await ask(`${base}/api/status`);
        if (answer?.status !== 200) return false;
        const { services = {} } = JSON.parse(answer.body);
        return names.every((name) => services[name] === 'UP');
      },
      { timeoutMs: 60_000, stop: () => this.stopping },
    );
    return connected ? '' : 'the gateway does not reach all of them yet; see ./cove status';
  }

  #changed(name, changes) {
    this.#state.updateProcess(name, changes);
    if (changes.message) this.#send({ type: 'note', text: `${name}: ${changes.message}` });
  }

  async #step(id, text, work) {
    this.#send({ type: 'begin', id, text });
    try {
      const detail = await work();
      this.#send({ type: 'finish', id, state: 'done', detail: typeof detail === 'string' ? detail : '' });
    } catch (error) {
      this.#send({ type: 'finish', id, state: this.stopping ? 'skipped' : 'failed' });
      throw error;
    }
  }

  async #stopAll() {
    this.#rehearsals.stop();
    let sandboxes = { saved: [], unsaved: [] };
    for (const group of LAST_TO_FIRST) {
      const members = group.map((name) => this.#children.get(name)).filter(Boolean);
      if (members.some(({ name }) => name === 'sandbox-service')) sandboxes = await this.#saveSandboxes();
      await Promise.all(members.map((child) => this.#stopOne(child)));
    }
    await this.#removeSandboxes(sandboxes);
    this.#state.update({ stoppedAt: Date.now() });
  }

  /** After the gateway, so that nobody types any more; before the services that save. */
  async #saveSandboxes() {
    const { settings, ports } = this.#context;
    this.#send({ type: 'begin', id: 'save', text: 'Saving what is in the sandboxes' });
    const { saved, unsaved } = await saveSandboxes(settings, ports);
    this.#send({ type: 'finish', id: 'save', state: unsaved.length > 0 ? 'failed' : 'done', detail: `${saved.length} of ${saved.length + unsaved.length}` });
    return { saved, unsaved };
  }

  async #removeSandboxes({ saved, unsaved }) {
    const { settings } = this.#context;
    await removeSandboxes(settings, saved);
    if (unsaved.length > 0) {
      const names = unsaved.map(({ Names, Id }) => Names?.[0]?.slice(1) ?? Id.slice(0, 12)).join(', ');
      this.#send({ type: 'note', text: `left running, because their last changes are not saved: ${names}. The next start takes them over.` });
    } else if ((await ourSandboxes(settings)).length === 0) {
      await releaseDisks(settings);
      fs.rmSync(settings.runDir, { recursive: true, force: true });
    }
  }

  async #stopOne(child) {
    this.#send({ type: 'begin', id: `stop-${child.name}`, text: `Ending ${child.name}` });
    const how = await child.stop();
    this.#send({ type: 'finish', id: `stop-${child.name}`, state: 'done', detail: how === 'killed' ? 'did not end when asked; killed' : '' });
  }

  #housekeeping() {
    const { logs } = this.#context.settings;
    for (const name of fs.readdirSync(logs)) if (name.endsWith('.log')) keepSmall(path.join(logs, name));
  }
}
