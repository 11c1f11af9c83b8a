// Records the start-up caches that are missing, two at a time, once PostgreSQL and Kafka are there.
import path from 'node:path';
import { freshCache, recordCache } from '../build/caches.mjs';
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
  return all.filter(({ staged }) => !freshCache(jdk, staged));
}

/** @param onSpawn is given each recording process, so that it can be ended early */
export async function rehearse(due, onSpawn) {
  const waiting = [...due];
  const failed = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await recordCache({ ...next, onSpawn }))) failed.push(next.name);
    }
  };
  await Promise.all([worker(), worker()]);
  return failed;
}
