import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { isAtLeast } from '../launcher/build/maven.mjs';
import { Busy, takeLock } from '../launcher/lock.mjs';
import { dockerTarget } from '../launcher/machine/docker-api.mjs';
import { findJdk } from '../launcher/machine/java.mjs';
import { bootstrapSql } from '../launcher/platform/database-sql.mjs';
import { startupMessage } from '../launcher/platform/postgres.mjs';
import { choosePorts, isFree, whoListens } from '../launcher/ports.mjs';
import { loadSecrets } from '../launcher/secrets.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-parts-'));
test.after(() => fs.rmSync(folder, { recursive: true }));

test('secrets are made once and readable by their owner only', () => {
  const file = path.join(folder, 'secrets.json');
  const secrets = loadSecrets(file);
  assert.deepEqual(loadSecrets(file), secrets);
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  const all = [secrets.databaseOwner, secrets.eureka, secrets.setupToken, ...Object.values(secrets.database), ...Object.values(secrets.clients)];
  assert.equal(new Set(all).size, all.length);
  for (const secret of all) assert.match(secret, /^[\w-]{32}$/);
});

test('a lock is held by one, given back, and nobody is held up by the dead', () => {
  const file = path.join(folder, 'up.lock');
  const release = takeLock(file, 'up');
  assert.throws(() => takeLock(file, 'up'), Busy);
  release();
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, start: 1, purpose: 'up' }));
  takeLock(file, 'up')();
});

test('ports are kept from start to start unless somebody else took them', async () => {
  const first = await choosePorts(['a', 'b']);
  assert.notEqual(first.a, first.b);
  assert.deepEqual(await choosePorts(['a', 'b'], first), first);
  const thief = net.createServer().listen(first.a, '127.0.0.1');
  await new Promise((resolve) => thief.once('listening', resolve));
  assert.equal(await isFree(first.a), false);
  assert.equal(whoListens(first.a).pid, process.pid);
  const second = await choosePorts(['a', 'b'], first);
  assert.notEqual(second.a, first.a);
  assert.equal(second.b, first.b);
  thief.close();
});

test('a JDK that is too old is passed over for one that is not', () => {
  const jdk = (name, version) => {
    fs.mkdirSync(path.join(folder, name, 'bin'), { recursive: true });
    fs.writeFileSync(path.join(folder, name, 'bin/javac'), '');
    fs.writeFileSync(path.join(folder, name, 'release'), `JAVA_VERSION="${version}"\n`);
    return path.join(folder, name);
  };
  const old = jdk('jvm/java-17', '17.0.15');
  const fit = jdk('jvm/java-25', '25.0.3');
  assert.equal(findJdk({ JAVA_HOME: old, PATH: '' }, path.join(folder, 'jvm')).home, fs.realpathSync(fit));
  assert.equal(findJdk({ JAVA_HOME: old, PATH: '' }, folder), null);
});

test('Maven versions are compared as numbers', () => {
  assert.ok(isAtLeast('3.8.7', [3, 8, 7]) && isAtLeast('3.10', [3, 8, 7]) && isAtLeast('4.0.0', [3, 8, 7]));
  assert.ok(!isAtLeast('3.8.6', [3, 8, 7]) && !isAtLeast(undefined, [3, 8, 7]));
});

test('Docker is found by socket and by address', () => {
  assert.deepEqual(dockerTarget('unix:///run/d.sock'), { socketPath: '/run/d.sock' });
  assert.deepEqual(dockerTarget('tcp://host:2375'), { hostname: 'host', port: '2375' });
});

test('every schema has a role of its own, in statements of one line', () => {
  const database = { auth: "it's", workspace: 'w', sandbox: 's', review: 'r' };
  const [, { statements }] = bootstrapSql({ database });
  assert.ok(statements.includes('CREATE SCHEMA IF NOT EXISTS review AUTHORIZATION cove_review'));
  assert.ok(statements.some((line) => line.includes("PASSWORD 'it''s'")));
  assert.ok(statements.every((line) => !line.includes('\n')));
});

test("PostgreSQL's start-up message says its own length", () => {
  const message = startupMessage('cove', 'cove');
  assert.equal(message.readInt32BE(0), message.length);
  assert.equal(message.readInt32BE(4), 3 << 16);
});
