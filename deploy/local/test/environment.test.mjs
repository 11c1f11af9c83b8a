import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceEnvironment } from '../launcher/platform/environment.mjs';
import { springService } from '../launcher/platform/catalog.mjs';
import { settingsFrom } from '../launcher/settings.mjs';

const secrets = {
  database: { auth: 'db-auth', workspace: 'db-workspace', sandbox: 'db-sandbox', review: 'db-review' },
  clients: {
    'workspace-service': 'w', 'sandbox-service': 's', 'review-service': 'r', gateway: 'g', 'auth-service': 'a',
  },
  eureka: 'registry-password',
  setupToken: 'first-admin',
};
const ports = { postgres: 5001, kafka: 5002, discovery: 5003, 'auth-service': 5004, 'auth-service-management': 5005, 'gateway-management': 5006 };

function environmentOf(name, env = {}) {
  const settings = settingsFrom(env, { cwd: '/', uid: 0, root: '/cove' });
  return serviceEnvironment(springService(name), { settings, secrets, ports, frontend: '/pages', env });
}

test('a service is told its ports, database, broker, registry and secret', () => {
  const env = environmentOf('auth-service');
  assert.equal(env.SERVER_ADDRESS, '127.0.0.1');
  assert.equal(env.SERVER_PORT, '5004');
  assert.equal(env.MANAGEMENT_SERVER_PORT, '5005');
  assert.equal(env.COVE_DB_URL, 'jdbc:postgresql://127.0.0.1:5001/cove');
  assert.equal(env.COVE_DB_PASSWORD, 'db-auth');
  assert.equal(env.COVE_KAFKA_SERVERS, '127.0.0.1:5002');
  assert.equal(env.COVE_EUREKA_URL, 'http://cove:registry-password@127.0.0.1:5003/eureka');
  assert.equal(env.COVE_ADMIN_SETUP_TOKEN, 'first-admin');
  assert.equal(env.COVE_SERVICE_CLIENTS, 'workspace-service=w;sandbox-service=s;review-service=r;gateway=g');
});

test('no service is told what it does not need', () => {
  const gateway = environmentOf('gateway');
  for (const name of ['COVE_DB_PASSWORD', 'COVE_DB_URL', 'COVE_ADMIN_SETUP_TOKEN', 'COVE_SERVICE_CLIENTS', 'DOCKER_HOST']) {
    assert.ok(!(name in gateway), name);
  }
  assert.ok(!('COVE_SERVICE_CLIENTS' in environmentOf('review-service')));
  assert.ok(!('COVE_EUREKA_URL' in environmentOf('discovery')));
});

test('L7 only sandbox-service is told where Docker is', () => {
  assert.equal(environmentOf('sandbox-service').DOCKER_HOST, 'unix:///var/run/docker.sock');
  for (const name of ['auth-service', 'workspace-service', 'review-service', 'gateway', 'discovery']) {
    assert.ok(!('DOCKER_HOST' in environmentOf(name, { DOCKER_HOST: 'tcp://elsewhere:1' })), name);
  }
});

test("the caller's other variables stay outside", () => {
  const env = environmentOf('review-service', { PATH: '/bin', AWS_SECRET: 'x', COVE_LIMIT: '7', JAVA_TOOL_OPTIONS: '-Dx' });
  assert.equal(env.PATH, '/bin');
  assert.equal(env.COVE_LIMIT, '7');
  assert.ok(!('AWS_SECRET' in env) && !('JAVA_TOOL_OPTIONS' in env));
});

test('external PostgreSQL, Kafka and Docker are used when they are named', () => {
  const chosen = { COVE_DB_URL: 'jdbc:postgresql://db/cove', COVE_KAFKA_SERVERS: 'k:1', DOCKER_HOST: 'tcp://d:2' };
  const env = environmentOf('sandbox-service', chosen);
  assert.equal(env.COVE_DB_URL, chosen.COVE_DB_URL);
  assert.equal(env.COVE_KAFKA_SERVERS, chosen.COVE_KAFKA_SERVERS);
  assert.equal(env.DOCKER_HOST, chosen.DOCKER_HOST);
});

test('the gateway listens on the chosen port and serves the built pages', () => {
  const env = environmentOf('gateway', { COVE_PORT: '9000', COVE_ADDRESS: '0.0.0.0' });
  assert.equal(env.SERVER_PORT, '9000');
  assert.equal(env.SERVER_ADDRESS, '0.0.0.0');
  assert.equal(env.COVE_PUBLIC_URL, 'http://localhost:9000');
  assert.equal(env.COVE_FRONTEND_DIR, '/pages');
});
