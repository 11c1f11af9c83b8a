// What a machine lacks, and what mends it: pure judgement over what the probe saw.
import { NEEDED_JAVA } from './java.mjs';

export const JDK_PACKAGES = ['openjdk-25-jdk-headless', 'temurin-25-jdk'];

/** The browser is only for tests, the base-image maker only where no image registry answers. */
const PURPOSES = ['up', 'image', 'test'];

/**
 * @returns {{name, ok, detail, packages?: string[], anyOf?: string[], command?: string, purpose}[]}
 *     `packages` are all needed, of `anyOf` one is enough
 */
export function findings(seen) {
  const supported = ['linux-x64', 'linux-arm64'].includes(seen.platform);
  const list = [
    finding('operating system', supported, seen.platform, {
      command: 'Cove runs on 64-bit Linux (amd64, arm64); on others use a Linux machine or virtual machine',
    }),
    finding('Node.js', seen.node >= 20, `version ${seen.node}`, {
      command: 'install Node.js 20 or newer: https://nodejs.org/en/download',
    }),
    finding('npm', seen.programs.npm, seen.programs.npm ? 'found' : 'not found', { packages: ['npm'] }),
    finding(
      `JDK ${NEEDED_JAVA}`,
      seen.jdk !== null,
      seen.jdk ? `version ${seen.jdk.major} in ${seen.jdk.home}` : `none of version ${NEEDED_JAVA} or newer found`,
      { anyOf: JDK_PACKAGES, command: jdkCommand(seen) },
    ),
    finding('tar and xz', seen.programs.tar && seen.programs.xz, 'to unpack PostgreSQL', {
      packages: ['tar', 'xz-utils'],
    }),
    ...dockerFindings(seen),
    ...portFindings(seen.port),
    finding('memory', seen.memoryMib >= 3500, `${gib(seen.memoryMib)} GiB (4 are needed)`, {
      command: 'give the machine at least 4 GiB of memory',
    }),
    finding('disk', seen.diskMib >= 4000, `${gib(seen.diskMib)} GiB free (5 are needed)`, {
      command: 'free 5 GiB of disk where Cove is checked out',
    }),
    finding('mmdebstrap', seen.programs.mmdebstrap, 'makes the sandbox image where no image registry answers', {
      packages: ['mmdebstrap'],
      purpose: 'image',
    }),
    finding('python3', seen.programs.python3, "runs the sandbox agent's tests", {
      packages: ['python3'],
      purpose: 'test',
    }),
    finding('chromium', seen.programs.chromium, 'runs the browser tests', {
      packages: ['chromium'],
      purpose: 'test',
    }),
  ];
  if (seen.root) {
    list.push(
      finding('setpriv', seen.programs.setpriv && seen.programs.unshare, 'PostgreSQL refuses to run as root', {
        packages: ['util-linux'],
      }),
    );
  }
  return list.map((entry) => withCommand(entry, seen));
}

/** Those that stand in the way of the purpose. */
export function missing(list, purpose = 'up') {
  const wanted = purpose === 'test' ? PURPOSES : purpose === 'up' ? ['up'] : ['up', purpose];
  return list.filter((entry) => !entry.ok && wanted.includes(entry.purpose));
}

function dockerFindings(seen) {
  return [...engineFindings(seen), clientFinding(seen)];
}

/** The engine is driven through its socket; only the sandbox image's build script uses the client. */
function clientFinding({ docker }) {
  return finding('Docker client', docker.client, docker.client ? 'found' : 'not found; builds the sandbox image', {
    anyOf: ['docker-cli', 'docker.io'],
    command: 'apt-get install -y docker-cli',
  });
}

function engineFindings(seen) {
  const { answers, external, engine, iptables } = seen.docker;
  if (answers) return [finding('Docker', true, 'answers')];
  if (external) {
    return [finding('Docker', false, 'DOCKER_HOST is set, but nothing answers there', { command: 'unset DOCKER_HOST' })];
  }
  const installed = engine && iptables;
  if (installed && seen.root) return [finding('Docker', true, 'installed; "./cove up" starts it')];
  const refused = 'installed, but not answering this user';
  return [
    finding('Docker', false, installed ? refused : 'no Docker engine found', {
      packages: installed ? undefined : ['docker.io', 'iptables'],
      command: installed ? 'sudo systemctl start docker && sudo usermod -aG docker "$USER" && newgrp docker' : undefined,
    }),
  ];
}

/** No port in particular is 0. */
function portFindings({ number, free, holder }) {
  if (number === 0) return [];
  const detail = free ? 'free' : `taken by ${nameOf(holder)}`;
  return [finding(`port ${number}`, free, detail, { command: `COVE_PORT=${number + 1} ./cove up` })];
}

function finding(name, ok, detail, { packages, anyOf, command, purpose = 'up' } = {}) {
  return { name, ok, detail, purpose, ...(ok ? {} : { packages, anyOf, command }) };
}

function withCommand(entry, seen) {
  if (entry.ok || entry.command) return entry;
  const sudo = seen.root ? '' : 'sudo ';
  const packages = entry.packages?.join(' ') ?? '';
  const command = seen.apt
    ? `${sudo}apt-get update && ${sudo}apt-get install -y ${packages}`
    : `install with this system's package manager: ${packages}`;
  return { ...entry, command };
}

function jdkCommand(seen) {
  if (!seen.apt) return 'install a JDK 25 (https://adoptium.net) and set JAVA_HOME to it';
  const sudo = seen.root ? '' : 'sudo ';
  return [
    `${sudo}apt-get install -y wget gpg`,
    `wget -qO- https://packages.adoptium.net/artifactory/api/gpg/key/public | ${sudo}gpg --dearmor -o /usr/share/keyrings/adoptium.gpg`,
    `echo "deb [signed-by=/usr/share/keyrings/adoptium.gpg] https://packages.adoptium.net/artifactory/deb $(. /etc/os-release; echo $VERSION_CODENAME) main" | ${sudo}tee /etc/apt/sources.list.d/adoptium.list`,
    `${sudo}apt-get update && ${sudo}apt-get install -y temurin-25-jdk`,
  ].join(' && ');
}

const gib = (mib) => (mib / 1024).toFixed(1);
const nameOf = (who) => (who ? `process ${who.pid} (${who.command.slice(0, 80)})` : "another user's process");
