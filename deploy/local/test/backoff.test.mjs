import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRestartIn } from '../launcher/platform/backoff.mjs';

test('waits grow from death to death and end after five restarts', () => {
  const now = 1_000_000;
  const waits = [1, 2, 3, 4, 5, 6].map((deaths) => nextRestartIn(Array(deaths).fill(now), now));
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, null]);
});

test('deaths of long ago do not count', () => {
  assert.equal(nextRestartIn([...Array(9).fill(0), 700_000], 700_000), 500);
});
