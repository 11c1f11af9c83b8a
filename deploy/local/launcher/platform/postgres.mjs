// PostgreSQL out of the unpacked binaries: durable, with passwords, never as root.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { hashText, isFile, isFolder, readJson, writeJson } from '../files.mjs';
import { attempt, run } from '../run.mjs';
import { bootstrapSql } from './database-sql.mjs';

const CONFIG = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  shared_buffers: '64MB',
  jit: 'off',
  huge_pages: 'off',
  max_wal_size: '512MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
  unix_socket_permissions: '0700',
};

export function postgresPlan(settings, binaries, port) {
  return {
    binaries,
    port,
    data: path.join(settings.home, 'postgres'),
    sockets: path.join(settings.runDir, 'postgres'),
    settings,
  };
}

/** Makes the cluster on the first start and brings roles and schemas up to date. The server must be down. */
export async function preparePostgres(plan, secrets, log) {
  const owner = await ownerOf(plan, log);
  fs.mkdirSync(plan.data, { recursive: true, mode: 0o700 });
  fs.mkdirSync(plan.sockets, { recursive: true, mode: 0o700 });
  if (owner) {
    fs.chownSync(plan.data, owner.uid, owner.gid);
    fs.chownSync(plan.sockets, owner.uid, owner.gid);
  }
  if (!isFile(path.join(plan.data, 'PG_VERSION'))) await initialise(plan, owner, secrets, log);
  await bootstrap(plan, owner, secrets, log);
  return owner;
}

/** The command that becomes the server; its process is the one to signal. */
export function postgresCommand(plan, owner) {
  const options = {
    ...CONFIG,
    listen_addresses: '127.0.0.1',
    port: String(plan.port),
    unix_socket_directories: plan.sockets,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return asOwner(plan, owner, 'postgres', ['-D', visible(plan, owner).data, ...flags]);
}

async function initialise(plan, owner, secrets, log) {
  const passwordFile = path.join(plan.sockets, 'initial-password');
  fs.writeFileSync(passwordFile, secrets.databaseOwner, { mode: 0o600 });
  if (owner) fs.chownSync(passwordFile, owner.uid, owner.gid);
  try {
    await run(
      asOwner(plan, owner, 'initdb', [
        '-D', visible(plan, owner).data, '-U', 'cove', '--pwfile', passwordFile,
        '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      ]),
      { log, env: environment() },
    );
  } catch (error) {
    for (const name of fs.readdirSync(plan.data)) fs.rmSync(path.join(plan.data, name), { recursive: true });
    throw error;
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

/** Single-user mode needs no password and no client program; it is skipped when nothing changed. */
async function bootstrap(plan, owner, secrets, log) {
  const marker = path.join(plan.settings.home, 'postgres-bootstrap.json');
  const sql = bootstrapSql(secrets);
  const wanted = hashText(JSON.stringify(sql));
  if (readJson(marker)?.applied === wanted) return;
  for (const { database, statements } of sql) {
    const { status, output, errors } = await attempt(
      asOwner(plan, owner, 'postgres', ['--single', '-D', visible(plan, owner).data, '-c', 'log_min_messages=error', database]),
      { input: statements.map((statement) => `${statement}\n`).join(''), env: environment() },
    );
    fs.appendFileSync(log, errors);
    const problem = errors.split('\n').find((line) => /ERROR|FATAL|PANIC/.test(line) && !/already exists/.test(line));
    if (status !== 0 || problem) throw new Error(`PostgreSQL refused a part of its set-up: ${problem ?? errors ?? output}`);
  }
  writeJson(marker, { applied: wanted }, 0o600);
}

/** Root may not run the server: an account of its own, made when the machine has none. */
async function ownerOf(plan, log) {
  if (plan.settings.uid !== 0) return null;
  if (isFile(path.join(plan.data, 'PG_VERSION'))) {
    const { uid, gid } = fs.statSync(plan.data);
    return { uid, gid };
  }
  for (const name of ['cove', 'postgres']) {
    const account = accountNamed(name);
    if (account) return account;
  }
  await run(['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', 'cove'], { log });
  return accountNamed('cove');
}

function accountNamed(name) {
  const line = fs.readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid, gid };
}

/**
 * The command as the owner. Where the folders lie below one that the owner may not enter (a checkout in
 * /root), they are shown to it elsewhere, in a mount namespace of its own.
 */
function asOwner(plan, owner, program, args) {
  if (!owner) return [path.join(plan.binaries, 'bin', program), ...args];
  const seen = visible(plan, owner);
  const command = [
    'setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all',
    path.join(seen.binaries, 'bin', program), ...args,
  ];
  if (seen.data === plan.data) return command;
  for (const folder of [seen.data, seen.binaries]) fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  const script = 'mount --bind "$1" "$2" && mount --bind "$3" "$4" && shift 4 && cd / && exec "$@"';
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', plan.data, seen.data, plan.binaries, seen.binaries, ...command];
}

function visible(plan, owner) {
  if (!owner || (mayEnter(plan.data) && mayEnter(plan.binaries))) return { data: plan.data, binaries: plan.binaries };
  return { data: path.join(plan.settings.runDir, 'postgres-data'), binaries: path.join(plan.settings.runDir, 'postgres-binaries') };
}

/** Whether everybody may pass through all folders above. */
function mayEnter(folder) {
  for (let above = path.dirname(folder); ; above = path.dirname(above)) {
    if (isFolder(above) && (fs.statSync(above).mode & 0o001) === 0) return false;
    if (above === path.dirname(above)) return true;
  }
}

const environment = () => ({ PATH: process.env.PATH, LANG: 'C.UTF-8' });

/** Whether the server takes connections: its answer to a start-up message is a request for a password. */
export function postgresAnswers(port, timeoutMs = 1_000) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => done(false));
    socket.on('error', () => done(false));
    socket.on('connect', () => socket.write(startupMessage('cove', 'cove')));
    socket.on('data', (chunk) => done(chunk[0] === 0x52));
  });
}

export function startupMessage(user, database) {
  const body = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196608, 4);
  return Buffer.concat([head, body]);
}
