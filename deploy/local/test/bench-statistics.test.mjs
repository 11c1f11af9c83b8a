import assert from 'node:assert/strict';
import { test } from 'node:test';
import { number, percentile, ratios, summary, table } from '../../bench/statistics.mjs';

test('percentiles are of the nearest rank, whatever the order', () => {
  const samples = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.equal(percentile(samples, 0.5), 50);
  assert.equal(percentile(samples, 0.95), 95);
  assert.equal(percentile([7], 0.99), 7);
  assert.ok(Number.isNaN(percentile([], 0.5)));
});

test('a summary and its ratio to the floor', () => {
  const ours = summary([2, 4, 6]);
  assert.deepEqual(ours, { n: 3, p50: 4, p95: 6, p99: 6 });
  assert.deepEqual(ratios(ours, summary([1, 2, 3])), { p50: 2, p95: 2 });
});

test('of a rate the low percentiles are the bad ones', () => {
  assert.deepEqual(summary([10, 20, 30], { rate: true }), { n: 3, p50: 20, p95: 10, p99: 10 });
});

test('numbers have the digits that mean something', () => {
  assert.deepEqual([0.1234, 12.345, 1234.5, NaN].map(number), ['0.12', '12.3', '1235', '–']);
});

test('a table is aligned Markdown', () => {
  assert.equal(table(['a', 'b'], [['long name', 1]]), '| a         | b |\n|-----------|--:|\n| long name | 1 |');
});
