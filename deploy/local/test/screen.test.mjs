import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Screen } from '../launcher/screen.mjs';

function screenOn(isTTY) {
  let time = 0;
  const out = { text: '', isTTY, columns: 40, write: (text) => (out.text += text) };
  return { out, screen: new Screen(out, { now: () => time }), pass: (seconds) => (time += seconds * 1000) };
}

test('off a terminal progress is plain lines', () => {
  const { out, screen, pass } = screenOn(false);
  screen.begin('a', 'Building');
  pass(2.5);
  screen.finish('a', 'done', 'nothing changed');
  assert.equal(out.text, '  … Building\n  ✓ Building: nothing changed (2.5 s)\n');
});

test('on a terminal running steps are below the finished ones and count the seconds', () => {
  const { out, screen, pass } = screenOn(true);
  screen.begin('a', 'First');
  screen.begin('b', 'Second');
  pass(3);
  out.text = '';
  screen.finish('a');
  screen.close();
  assert.equal(out.text.split('\n')[0], '\x1b[2A\x1b[J  ✓ First (3.0 s)');
  assert.match(out.text, / … Second 3 s\n/);
});

test('a long step never breaks the line, or the next redraw would be off by one', () => {
  const { out, screen } = screenOn(true);
  screen.begin('a', 'x'.repeat(100));
  screen.close();
  assert.equal(out.text.split('\n')[0].length, 39);
});

test('a failed step is marked and its error goes on', async () => {
  const { out, screen } = screenOn(false);
  await assert.rejects(screen.step('a', 'Trying', () => Promise.reject(new Error('no'))), /no/);
  assert.match(out.text, /✗ Trying/);
});
