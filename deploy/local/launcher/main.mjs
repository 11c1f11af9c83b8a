// Reads the command line and hands over to the command.
import { settingsFrom } from './settings.mjs';

const HELP = `usage: ./cove COMMAND

  up [--detach]          start everything, building what is needed; Ctrl-C ends it
  down                   end everything that was started; the data stays
  status [--json]        every process: state, port, memory
  logs SERVICE [-f]      what a process wrote
  restart SERVICE        end one service and start its newest build
  doctor                 what this machine lacks, and the command that mends it
  test [SECTION...]      every test: launcher java frontend agent e2e
  bench [SECTION...]     the platform beside raw Docker: starts burst echo output executions typists memory files reviews; --quick
  sql                    statements that prepare an external PostgreSQL

environment
  COVE_PORT=8080         the gateway's port            COVE_HOME=.cove   data, logs and secrets
  COVE_ADDRESS=127.0.0.1 the gateway's address         COVE_PUBLIC_URL   the address people use
  COVE_DB_URL, COVE_KAFKA_SERVERS, DOCKER_HOST         use these instead of own ones`;

const COMMANDS = {
  up: async (settings, args) => (await import('./commands/up.mjs')).up(settings, { detach: args.includes('--detach') || args.includes('-d') }),
  down: async (settings) => (await import('./commands/down.mjs')).down(settings),
  status: async (settings, args) => (await import('./commands/status.mjs')).status(settings, { json: args.includes('--json') }),
  logs: async (settings, args) =>
    (await import('./commands/logs.mjs')).logs(settings, {
      name: args.find((arg) => !arg.startsWith('-')),
      follow: args.includes('-f') || args.includes('--follow'),
    }),
  restart: async (settings, args) => (await import('./commands/restart.mjs')).restart(settings, { name: args[0] }),
  doctor: async (settings) => (await import('./commands/doctor.mjs')).doctor(settings),
  test: async (settings, args) => (await import('./commands/test.mjs')).test(settings, args),
  bench: async (settings, args) => (await import('./commands/bench.mjs')).bench(settings, args),
  sql: async (settings) => (await import('./commands/sql.mjs')).sql(settings),
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : null;
if (!command) {
  const asked = name === undefined || ['help', '--help', '-h'].includes(name);
  console[asked ? 'log' : 'error'](asked ? HELP : `unknown command: ${name}\n\n${HELP}`);
  process.exit(asked ? 0 : 2);
}

try {
  process.exit(await command(settingsFrom(process.env), args));
} catch (error) {
  console.error(process.env.COVE_DEBUG ? error : `\n${error.message}`);
  process.exit(1);
}
