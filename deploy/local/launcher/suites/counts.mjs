// Reads how many tests passed and failed out of each tool's own report.
import fs from 'node:fs';
import path from 'node:path';

export const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function sum(counts) {
  return counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + (one.skipped ?? 0),
      failures: [...all.failures, ...(one.failures ?? [])],
    }),
    NOTHING,
  );
}

/** A check that is not a test of its own, such as a linter: it counts as one. */
export const check = (name, ok) =>
  ok ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1, failures: [name] };

/** Surefire and Failsafe: one XML file per class. */
export function junitXml(xml) {
  const suite = /<testsuite\s[^>]*>/.exec(xml)?.[0] ?? '';
  const number = (name) => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number('errors') + number('failures');
  const skipped = number('skipped');
  return { passed: number('tests') - failed - skipped, failed, skipped, failures: failedCases(xml) };
}

function failedCases(xml) {
  const failures = [];
  for (const [, attributes, body] of xml.matchAll(/<testcase\s([^>]*[^/])>([\s\S]*?)<\/testcase>/g)) {
    if (!/<(failure|error)[\s>]/.test(body)) continue;
    const value = (name) => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '?');
    const message = unescape(/<(?:failure|error)[^>]*\smessage="([^"]*)"/.exec(body)?.[1] ?? '');
    failures.push(`${value('classname').split('.').pop()}.${value('name')}: ${gist(message)}`);
  }
  return failures;
}

/** One line of a message of many: an assertion tells what it expected and what there was in lines of their own. */
const gist = (message) => message.split('\n').map((line) => line.trim()).filter(Boolean).join(' · ').slice(0, 300);

const unescape = (text) =>
  text.replaceAll('&#10;', '\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

export function reportFiles(root, folders) {
  return folders
    .flatMap((folder) => ['surefire-reports', 'failsafe-reports'].map((name) => path.join(root, folder, 'target', name)))
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name)).map((name) => path.join(folder, name)));
}

export function vitestJson(report) {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const cases = assertionResults.filter((result) => result.status === 'failed').map(({ fullName }) => fullName);
    // a file that could not be loaded has no cases and failed all the same
    return cases.length === 0 && status === 'failed' ? [`${name}: ${(message ?? '').split('\n')[0]}`] : cases;
  });
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, failures.length),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures,
  };
}

/** node:test in TAP. Cancelled tests have not passed. */
export function tap(text) {
  const number = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const failures = [...text.matchAll(/^not ok \d+ - (.*?)(?: # .*)?$/gm)].map(([, name]) => name);
  return {
    passed: number('pass'),
    failed: number('fail') + number('cancelled'),
    skipped: number('skipped') + number('todo'),
    failures,
  };
}

/** Python's unittest: "Ran 12 tests in 0.1s" and "FAILED (failures=1, errors=2, skipped=3)". */
export function unittest(text) {
  const ran = [...text.matchAll(/^Ran (\d+) tests? in/gm)].reduce((total, [, count]) => total + Number(count), 0);
  const number = (name) => [...text.matchAll(new RegExp(`\\b${name}=(\\d+)`, 'g'))].reduce((total, [, count]) => total + Number(count), 0);
  const failed = number('failures') + number('errors') + number('unexpected successes');
  const skipped = number('skipped');
  const failures = [...text.matchAll(/^(?:FAIL|ERROR): (.*)$/gm)].map(([, name]) => name);
  return { passed: Math.max(0, ran - failed - skipped), failed, skipped, failures };
}
