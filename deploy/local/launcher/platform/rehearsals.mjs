// Records the start-up caches that are missing, by rehearsing each program's start.
import path from 'node:path';
import { atOnce } from '../at-once.mjs';
import { recordCache, wasTried } from '../build/caches.mjs';
import { DISCOVERY, KAFKA, SERVICES } from './catalog.mjs';
import { baseEnvironment, serviceEnvironment } from './environment.mjs';
import { java, jvmFlags, kafkaClasspath } from './java-command.mjs';
import { currentBuild } from './plans.mjs';

const LAST = ['nice', '-n', '19'];

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
      command: (flags) => [...LAST, java(jdk), ...jvmFlags(service), ...flags, '-Dspring.context.exit=onRefresh', '-jar', 'app.jar'],
    }));
  const kafka = {
    name: KAFKA.name,
    jdk,
    log,
    staged: modules.local,
    cwd: settings.home,
    env: baseEnvironment(env),
    command: (flags) => [...LAST, java(jdk), ...jvmFlags(KAFKA), ...flags, '-cp', kafkaClasspath(modules.local), 'dev.cove.local.KafkaProcess', '--rehearse'],
  };
  const all = settings.external.kafka ? spring : [...spring, kafka];
  return all.filter(({ staged }) => !wasTried(jdk, staged));
}

/** Records the start-up caches of a new build, so that the next start is quick. */
export class Rehearsals {
  #context;
  #running = new Set();
  #ended = false;

  constructor(context) {
    this.#context = context;
  }

  /**
   * One at a time and with the lowest priority, beside the running platform: a first start that waited
   * for its caches would take longer than one without.
   */
  async recordDue() {
    const { settings } = this.#context;
    const due = settings.startupCaches ? dueRehearsals(this.#context) : [];
    await atOnce(1, due, (rehearsal) => this.#record(rehearsal), () => this.#ended);
  }

  stop() {
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
