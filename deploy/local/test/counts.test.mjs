import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, junitXml, sum, tap, unittest, vitestJson } from '../launcher/suites/counts.mjs';
import { closingLine } from '../launcher/suites/monitoring.mjs';

test('JUnit: failures and errors fail, skipped tests have not passed', () => {
  const xml = `<?xml version="1.0"?>
    <testsuite name="x" time="1" tests="5" errors="1" skipped="1" failures="1" flakes="0">
      <testcase name="good" classname="dev.A"/>
      <testcase name="bad" classname="dev.A"><failure message="&#10;expected: &lt;1&gt;&#10; but was: 2">trace</failure></testcase>
      <testcase name="ugly" classname="dev.A" time="1"><error>trace</error></testcase>
    </testsuite>`;
  const count = junitXml(xml);
  assert.deepEqual([count.passed, count.failed, count.skipped], [2, 2, 1]);
  assert.deepEqual(count.failures, ['A.bad: expected: <1> · but was: 2', 'A.ugly: ']);
});

test('TAP: cancelled tests count as failed', () => {
  const text = 'ok 1 - a\nnot ok 2 - b # 3 ms\n# tests 3\n# pass 1\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n';
  const count = tap(text);
  assert.deepEqual([count.passed, count.failed], [1, 2]);
  assert.deepEqual(count.failures, ['b']);
});

test('unittest: all kinds of failing are failures', () => {
  const text = 'FAIL: test_a (x)\nRan 10 tests in 1.2s\n\nFAILED (failures=1, errors=2, skipped=3)\n';
  const count = unittest(text);
  assert.deepEqual([count.passed, count.failed, count.skipped], [4, 3, 3]);
  assert.deepEqual(unittest('Ran 0 tests in 0.0s\n\nOK').passed, 0);
});

test('vitest: a file that cannot be loaded is a failure', () => {
  const count = vitestJson({
    numPassedTests: 3, numFailedTests: 0, numPendingTests: 0,
    testResults: [{ name: 'a.test.ts', status: 'failed', message: 'cannot find module', assertionResults: [] }],
  });
  assert.deepEqual([count.passed, count.failed], [3, 1]);
});

test('sums keep the names of what failed', () => {
  const count = sum([check('lint', true), check('types', false)]);
  assert.deepEqual([count.passed, count.failed, count.failures], [1, 1, ['types']]);
});

test('closingLine reads the deploy checks and names what failed', () => {
  const output = 'ok      one\nnot ok  the dashboard is well-formed\n        why\n1 passed, 1 failed, 2 skipped\n';
  assert.deepEqual(closingLine(output), {
    passed: 1, failed: 1, skipped: 2, failures: ['monitoring: the dashboard is well-formed'],
  });
  assert.equal(closingLine('sh: not found').passed, 0);
});
