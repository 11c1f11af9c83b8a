// Records the start-up caches that are missing, once PostgreSQL and Kafka are there.
import path from 'node:path';
import { atOnce } from '../at-once.mjs';
import { recordCache, wasTried } from '../build/caches.mjs';
import { DISCOVERY, KAFKA, SERVICES } from './catalog.mjs';
import { baseEnvironment, serviceEnvironment } from './environment.mjs';
import { java, jvmFlags, kafkaClasspath } from './java-command.mjs';
import { currentBuild } from './plans.mjs';

export function dueRehearsals(context) {
  const { settings, env } = context;
  const { jdk, modules, frontend } = currentBuild(settings);
  const log = path.join(settings.logs, 'startup-caches.log');
  const spring = [...SERVICES, DISCOVERY]
    .filter(({ name }) => modules[name])
    .map((service) => ({
      name: service.name,
      jdk,
      log,
      staged: modules[service.name],
      cwd: modules[service.name],
      env: { ...serviceEnvironment(service, { ...context, frontend }), SERVER_PORT: '0', MANAGEMENT_SERVER_PORT: '0' },
      command: (flags) => [java(jdk), ...jvmFlags(service.heapMib), ...flags, '-Dspring.context.exit=onRefresh', '-jar', 'app.jar'],
    }));
  const kafka = {
    name: KAFKA.name,
    jdk,
    log,
    staged: modules.local,
    cwd: settings.home,
    env: baseEnvironment(env),
    command: (flags) => [java(jdk), ...jvmFlags(KAFKA.heapMib), ...flags, '-cp', kafkaClasspath(modules.local), 'dev.cove.local.KafkaProcess', '--rehearse'],
  };
  const all = settings.external.kafka ? spring : [...spring, kafka];
  return all.filter(({ staged }) => !wasTried(jdk, staged));
}

/**
 * Records start-up caches and gives way to a start that waits: what is not done by then is done later.
 */
export class Rehearsals {
  #context;
  #running = new Set();
  #ended = false;

  constructor(context) {
    this.#context = context;
  }

  due() {
    return this.#context.settings.startupCaches ? dueRehearsals(this.#context) : [];
  }

  /**
   * Two at a time, as long as the time lasts; if not even one is done in the first part of it, the
   * machine is busy with something else and waiting is no use.
   *
   * @returns how many remain
   */
  async beforeStart(due, { budgetMs = 75_000, firstMs = 35_000 } = {}) {
    let done = 0;
    const timers = [
      setTimeout(() => this.#end(), budgetMs),
      setTimeout(() => done === 0 && this.#end(), firstMs),
    ];
    await atOnce(
      2,
      due,
      async (rehearsal) => {
        await this.#record(rehearsal);
        done += 1;
      },
      () => this.#ended,
    );
    for (const timer of timers) clearTimeout(timer);
    this.#ended = false;
    return this.due().length;
  }

  /** One at a time and with the lowest priority, beside the running platform. */
  async afterStart() {
    const due = this.due().map((rehearsal) => ({
      ...rehearsal,
      command: (flags) => ['nice', '-n', '19', ...rehearsal.command(flags)],
    }));
    await atOnce(1, due, (rehearsal) => this.#record(rehearsal), () => this.#ended);
  }

  stop() {
    this.#end();
  }

  #end() {
    this.#ended = true;
    for (const child of this.#running) signalGroup(child, 'SIGKILL');
  }

  #record(rehearsal) {
    const onSpawn = (child) => {
      this.#running.add(child);
      child.once('exit', () => this.#running.delete(child));
    };
    return recordCache({ ...rehearsal, onSpawn });
  }
}

/** The recording JVM starts a second one that writes the cache; both are in one group. */
function signalGroup(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // ended meanwhile
  }
}
