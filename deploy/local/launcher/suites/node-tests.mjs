// Runs files of node:test: readable on the terminal, TAP for the count.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { attempt } from '../run.mjs';
import { check, sum, tap } from './counts.mjs';

export async function nodeTests(name, files, { cwd, env, oneByOne = false }) {
  if (files.length === 0) return check(`${name}: there are no tests`, false);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-tap-'));
  const report = path.join(folder, 'report.tap');
  try {
    const { status } = await attempt(
      [
        process.execPath,
        '--test',
        ...(oneByOne ? ['--test-concurrency=1'] : []),
        '--test-reporter=spec', '--test-reporter-destination=stdout',
        '--test-reporter=tap', `--test-reporter-destination=${report}`,
        ...files,
      ],
      { cwd, env, show: true },
    );
    const counted = tap(fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : '');
    return status !== 0 && counted.failed === 0 ? sum([counted, check(`${name}: ended with ${status}`, false)]) : counted;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export function testFiles(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => name.endsWith('.test.mjs')).sort().map((name) => path.join(folder, name));
}
