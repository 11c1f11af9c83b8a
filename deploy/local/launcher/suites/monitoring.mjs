// Alerts, dashboard and compose file, checked with Prometheus' own programs against the running platform.
import fs from 'node:fs';
import path from 'node:path';
import { attempt, onPath } from '../run.mjs';
import { NOTHING, check } from './counts.mjs';

export async function monitoringChecks({ settings, screen, state, env }) {
  const tools = path.join(settings.root, '.cove', 'tools');
  await screen.step('prometheus', 'Looking for promtool', () => unpackPrometheus(tools));
  const { status, output, errors } = await attempt(['sh', 'deploy/test.sh', state], {
    cwd: settings.root,
    env: { ...env, PATH: `${path.join(tools, 'usr/bin')}:${env.PATH}` },
    timeoutMs: 180_000,
  });
  process.stdout.write(output + errors);
  const counted = closingLine(output);
  return status !== 0 && counted.failed === 0 ? check(`monitoring: deploy/test.sh ended with ${status}`, false) : counted;
}

/** "9 passed, 0 failed, 1 skipped", as deploy/test.sh ends. */
export function closingLine(output) {
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output) ?? [];
  if (passed === undefined) return NOTHING;
  const failures = [...output.matchAll(/^not ok\s+(.*)$/gm)].map(([, name]) => `monitoring: ${name}`);
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped), failures };
}

/** Debian's package is unpacked, not installed: a test must not start a service on somebody's machine. */
async function unpackPrometheus(tools) {
  if (onPath('promtool') && onPath('prometheus')) return 'already here';
  if (fs.existsSync(path.join(tools, 'usr/bin/promtool'))) return 'unpacked before';
  if (!onPath('apt-get') || !onPath('dpkg-deb')) return 'not to be had here';
  fs.mkdirSync(tools, { recursive: true });
  const got = await attempt(['apt-get', 'download', 'prometheus'], { cwd: tools, timeoutMs: 120_000 });
  const file = fs.readdirSync(tools).find((name) => name.startsWith('prometheus_') && name.endsWith('.deb'));
  if (got.status !== 0 || !file) return 'not to be had here';
  await attempt(['dpkg-deb', '-x', path.join(tools, file), tools]);
  fs.rmSync(path.join(tools, file));
  return 'unpacked';
}
