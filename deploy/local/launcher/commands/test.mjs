// ./cove test [SECTION...]: every test there is, one closing line, and an exit code to trust.
import fs from 'node:fs';
import path from 'node:path';
import { buildSandboxImage } from '../build/build.mjs';
import { prepareMachine } from '../machine/install.mjs';
import { Screen } from '../screen.mjs';
import { prepare } from './up.mjs';
import { agentSuite } from '../suites/agent.mjs';
import { sum } from '../suites/counts.mjs';
import { endToEndSuite } from '../suites/e2e.mjs';
import { frontendSuite } from '../suites/frontend.mjs';
import { javaSuite } from '../suites/java.mjs';
import { launcherSuite } from '../suites/launcher.mjs';
import { endDockerIfOurs, ensureDocker } from '../machine/docker-engine.mjs';

/** The quick ones first; the journeys last, on what the others built. */
const SUITES = {
  launcher: launcherSuite,
  frontend: frontendSuite,
  java: javaSuite,
  agent: agentSuite,
  e2e: endToEndSuite,
};

export async function test(settings, names) {
  const unknown = names.filter((name) => !Object.hasOwn(SUITES, name));
  if (unknown.length > 0) {
    console.error(`no such section: ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
    return 2;
  }
  const logs = path.join(settings.root, '.cove', 'test-logs');
  fs.mkdirSync(logs, { recursive: true });
  const screen = new Screen();
  const started = Date.now();
  const outcomes = [];
  // tests bring platforms and ports of their own; the usual port may be taken by a running one
  const machine = { ...settings, port: 0 };
  await prepareMachine(machine, screen, 'test');
  const whole = names.length === 0;
  const image = whole ? ahead(() => imageOf(machine)) : null;
  let platform = null;
  for (const [name, suite] of Object.entries(SUITES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (name === 'java') await image;
    // the agent's tests mostly wait
    if (name === 'agent' && whole) platform = ahead(() => prepare(machine, SILENT, 'test'));
    if (name === 'e2e') await platform;
    console.log(`\n━━ ${name} ${'━'.repeat(Math.max(0, 60 - name.length))}`);
    outcomes.push({ name, ...(await runSuite(name, suite, { settings: machine, screen, logs })) });
  }
  screen.close();
  await endDockerIfOurs(settings);
  return conclude(outcomes, (Date.now() - started) / 1000);
}

const SILENT = { step: (_id, _text, work) => work(), note: () => {} };

/** Does beside one suite what a later one would begin with. That one does what is missing and says what is wrong. */
function ahead(work) {
  return work().catch(() => null);
}

async function imageOf(settings) {
  await ensureDocker(settings);
  await buildSandboxImage(settings, SILENT);
}

async function runSuite(name, suite, context) {
  const since = Date.now();
  let count;
  try {
    count = await suite(context);
  } catch (error) {
    console.error(error.message);
    count = { passed: 0, failed: 1, skipped: 0, failures: [`${name}: ${error.message.split('\n')[0]}`] };
  }
  return { ...count, seconds: (Date.now() - since) / 1000 };
}

function conclude(outcomes, seconds) {
  const all = sum(outcomes);
  console.log('\n━━ all ━━');
  for (const { name, passed, failed, skipped, seconds: took } of outcomes) {
    const mark = failed === 0 && passed > 0 ? '✓' : '✗';
    console.log(`  ${mark} ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${took.toFixed(0)} s)`);
  }
  if (all.failures.length > 0) console.log(`failed:\n${all.failures.map((failure) => `  ✗ ${failure}`).join('\n')}`);
  const empty = outcomes.filter(({ passed, failed }) => passed + failed === 0).map(({ name }) => name);
  if (empty.length > 0) console.log(`nothing ran: ${empty.join(', ')}`);
  console.log(`in ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`);
  console.log(`${all.passed} passed, ${all.failed} failed`);
  return all.failed === 0 && all.passed > 0 && empty.length === 0 ? 0 : 1;
}
