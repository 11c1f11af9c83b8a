import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFindings } from '../launcher/commands/doctor.mjs';
import { findings, missing } from '../launcher/machine/findings.mjs';

const whole = {
  platform: 'linux-x64',
  root: true,
  apt: true,
  init: false,
  node: 20,
  jdk: { home: '/jdk', major: 25 },
  docker: { answers: true, external: false, engine: true, iptables: true, client: true },
  programs: { npm: true, tar: true, xz: true, setpriv: true, unshare: true, python3: true, mmdebstrap: true, chromium: true },
  port: { number: 8080, free: true, holder: null },
  memoryMib: 16_000,
  diskMib: 50_000,
};
const names = (seen, purpose) => missing(findings(seen), purpose).map(({ name }) => name);
const commandFor = (seen, wanted) => findings(seen).find(({ name }) => name === wanted).command;

test('a whole machine lacks nothing', () => {
  assert.deepEqual(names(whole, 'test'), []);
  assert.match(formatFindings(findings(whole)), /has all that Cove needs/);
});

test('a missing JDK is installed from whichever package there is, or the commands are given', () => {
  const seen = { ...whole, jdk: null };
  const [finding] = missing(findings(seen));
  assert.deepEqual(finding.anyOf, ['openjdk-25-jdk-headless', 'temurin-25-jdk']);
  assert.match(finding.command, /temurin-25-jdk/);
});

test('Docker that is installed but not running is started, not installed', () => {
  assert.deepEqual(names({ ...whole, docker: { ...whole.docker, answers: false } }), []);
});

test('Docker that is missing is installed together with what it needs', () => {
  const seen = { ...whole, docker: { answers: false, external: false, engine: false, iptables: false, client: false } };
  assert.deepEqual(names(seen), ['Docker', 'Docker client']);
  assert.equal(commandFor(seen, 'Docker'), 'apt-get update && apt-get install -y docker.io iptables');
});

test('people who are not root are given the command with sudo', () => {
  const seen = { ...whole, root: false, programs: { ...whole.programs, xz: false } };
  assert.equal(commandFor(seen, 'tar and xz'), 'sudo apt-get update && sudo apt-get install -y tar xz-utils');
});

test('an external Docker that does not answer is never replaced by an own one', () => {
  const seen = { ...whole, docker: { ...whole.docker, answers: false, external: true } };
  const [finding] = missing(findings(seen));
  assert.equal(finding.packages, undefined);
  assert.match(finding.detail, /DOCKER_HOST/);
});

test('a taken port is named with its holder and the way round it', () => {
  const seen = { ...whole, port: { number: 8080, free: false, holder: { pid: 4711, command: 'python3 -m http.server' } } };
  const text = formatFindings(findings(seen));
  assert.match(text, /port 8080: taken by process 4711 \(python3 -m http.server\)/);
  assert.match(text, /COVE_PORT=8081 \.\/cove up/);
});

test('the browser and the image maker are no reason not to start', () => {
  const seen = { ...whole, programs: { ...whole.programs, chromium: false, mmdebstrap: false } };
  assert.deepEqual(names(seen, 'up'), []);
  assert.deepEqual(names(seen, 'image'), ['mmdebstrap']);
  assert.deepEqual(names(seen, 'test'), ['mmdebstrap', 'chromium']);
});

test('every finding comes with a command', () => {
  const bare = {
    ...whole, apt: false, root: false, node: 18, jdk: null, memoryMib: 1, diskMib: 1, platform: 'darwin-arm64',
    docker: { answers: false, external: false, engine: false, iptables: false, client: false },
    programs: {}, port: { number: 8080, free: false, holder: null },
  };
  for (const finding of missing(findings(bare), 'test')) assert.ok(finding.command, finding.name);
});
