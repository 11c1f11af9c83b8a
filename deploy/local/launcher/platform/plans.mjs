// How each part of the platform is launched and recognised as ready.
import path from 'node:path';
import { readJson } from '../files.mjs';
import { DISCOVERY, KAFKA, SERVICES } from './catalog.mjs';
import { baseEnvironment, serviceEnvironment } from './environment.mjs';
import { kafkaCommand, serviceCommand } from './java-command.mjs';
import { postgresAnswers, postgresCommand, postgresPlan, preparePostgres } from './postgres.mjs';
import { mentions, springReady } from './readiness.mjs';

export const buildFile = (settings) => path.join(settings.home, 'build.json');

/** What was built last; read again at every start, so a restart takes the newest. */
export const currentBuild = (settings) => readJson(buildFile(settings));

const logOf = (settings, name) => path.join(settings.logs, `${name}.log`);

/** What the services cannot start without. */
export function storePlans(context) {
  const { settings } = context;
  return [
    ...(settings.external.database ? [] : [databasePlan(context)]),
    ...(settings.external.kafka ? [] : [brokerPlan(context)]),
  ];
}

export const registryPlan = (context) => springPlan(DISCOVERY, context);

export function servicePlans(context) {
  const { modules } = currentBuild(context.settings);
  return SERVICES.filter(({ name }) => modules[name]).map((service) => springPlan(service, context));
}

function databasePlan({ settings, secrets, ports }) {
  const log = logOf(settings, 'postgres');
  let owner;
  return {
    name: 'postgres',
    log,
    ask: 'SIGINT',
    timeoutMs: 30_000,
    info: { port: ports.postgres },
    async launch() {
      const plan = postgresPlan(settings, path.join(currentBuild(settings).modules.local, 'postgres'), ports.postgres);
      owner ??= { account: await preparePostgres(plan, secrets, log) };
      return { command: postgresCommand(plan, owner.account), cwd: '/', env: { PATH: process.env.PATH, LANG: 'C.UTF-8', COVE_BINARIES: plan.binaries } };
    },
    ready: () => postgresAnswers(ports.postgres),
  };
}

function brokerPlan({ settings, ports, env }) {
  const log = logOf(settings, 'kafka');
  const args = [path.join(settings.home, 'kafka'), String(ports.kafka), String(ports['kafka-controller'])];
  return {
    name: 'kafka',
    log,
    timeoutMs: 20_000,
    info: { port: ports.kafka },
    launch() {
      const { jdk, modules } = currentBuild(settings);
      return { command: kafkaCommand(jdk, KAFKA, modules.local, args), cwd: settings.home, env: baseEnvironment(env) };
    },
    ready: async (logStart) => mentions(log, 'cove-kafka ready', logStart),
  };
}

function springPlan(service, context) {
  const { settings, ports } = context;
  const { name } = service;
  const management = ports[`${name}-management`];
  return {
    name,
    log: logOf(settings, name),
    timeoutMs: 25_000,
    info: { port: name === 'gateway' ? settings.port : ports[name], managementPort: management },
    launch() {
      const { jdk, modules, frontend } = currentBuild(settings);
      return {
        command: serviceCommand(jdk, service, modules[name], settings.javaOptions),
        cwd: modules[name],
        env: serviceEnvironment(service, { ...context, frontend }),
      };
    },
    ready: () => springReady(management),
  };
}
