// The environment each service is started with: what it needs, and none of the caller's other variables.
import { CLIENTS } from '../secrets.mjs';
import { diskDir } from './disks.mjs';

const INHERITED = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'USER', 'TMPDIR'];
const INHERITED_PREFIXES = ['COVE_', 'SPRING_', 'LOGGING_', 'MANAGEMENT_', 'OTEL_'];

export function baseEnvironment(env) {
  const kept = Object.entries(env).filter(([name]) => INHERITED.includes(name));
  return { ...Object.fromEntries(kept), LANG: env.LANG ?? 'C.UTF-8', MALLOC_ARENA_MAX: '2' };
}

/**
 * @param {object} service one of the catalog
 * @param {{settings, secrets, ports, frontend, env}} context `ports` by name, `frontend` the built folder
 */
export function serviceEnvironment(service, { settings, secrets, ports, frontend, env = {} }) {
  const { name, schema } = service;
  const gateway = name === 'gateway';
  const chosen = Object.entries(env).filter(([key]) => INHERITED_PREFIXES.some((prefix) => key.startsWith(prefix)));
  const environment = {
    ...baseEnvironment(env),
    ...Object.fromEntries(chosen),
    SERVER_ADDRESS: gateway ? settings.address : '127.0.0.1',
    SERVER_PORT: String(gateway ? settings.port : ports[name]),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(ports[`${name}-management`]),
  };
  if (name === 'discovery') {
    return { ...environment, COVE_EUREKA_PASSWORD: secrets.eureka };
  }
  Object.assign(environment, {
    COVE_EUREKA_URL: `http://cove:${secrets.eureka}@127.0.0.1:${ports.discovery}/eureka`,
    COVE_KAFKA_SERVERS: settings.external.kafka ?? `127.0.0.1:${ports.kafka}`,
    COVE_PUBLIC_URL: settings.publicUrl,
    COVE_SERVICE_SECRET: secrets.clients[name],
  });
  if (schema) {
    environment.COVE_DB_URL = settings.external.database ?? `jdbc:postgresql://127.0.0.1:${ports.postgres}/cove`;
    environment.COVE_DB_PASSWORD = secrets.database[schema];
  }
  return { ...environment, ...own(name, settings, secrets, frontend) };
}

function own(name, settings, secrets, frontend) {
  switch (name) {
    case 'auth-service':
      return {
        COVE_ADMIN_SETUP_TOKEN: secrets.setupToken,
        COVE_SERVICE_CLIENTS: CLIENTS.filter((client) => client !== 'auth-service')
          .map((client) => `${client}=${secrets.clients[client]}`)
          .join(';'),
      };
    case 'sandbox-service':
      return {
        COVE_SANDBOX_RUN_DIR: `${settings.runDir}/agents`,
        COVE_SANDBOX_HOME_DISK_DIR: diskDir(settings),
        COVE_SANDBOX_IMAGE: settings.sandboxImage,
        COVE_SANDBOX_INSTANCE: settings.id,
        COVE_SANDBOX_POOL_FIRST_FILL_AFTER: '12s',
        DOCKER_HOST: settings.dockerHost,
      };
    case 'gateway':
      return frontend ? { COVE_FRONTEND_DIR: frontend } : {};
    default:
      return {};
  }
}
