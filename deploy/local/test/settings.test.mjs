import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsFrom } from '../launcher/settings.mjs';

test('defaults put data below the checkout and the gateway on 8080', () => {
  const settings = settingsFrom({}, { cwd: '/anywhere', uid: 1000, root: '/src/cove' });
  assert.equal(settings.home, '/src/cove/.cove');
  assert.equal(settings.port, 8080);
  assert.equal(settings.publicUrl, 'http://localhost:8080');
});

test('another home has another identity and other run-time folders', () => {
  const one = settingsFrom({ COVE_HOME: 'a' }, { cwd: '/x', uid: 0, root: '/cove' });
  const two = settingsFrom({ COVE_HOME: 'b' }, { cwd: '/x', uid: 0, root: '/cove' });
  assert.equal(one.home, '/x/a');
  assert.notEqual(one.runDir, two.runDir);
});

test('the folder for sockets is short, however deep the home is', () => {
  const deep = `/${'folder/'.repeat(20)}home`;
  for (const uid of [0, 1000]) {
    for (const env of [{}, { XDG_RUNTIME_DIR: '/run/user/1000' }]) {
      const { runDir } = settingsFrom({ ...env, COVE_HOME: deep }, { cwd: '/', uid, root: '/cove' });
      assert.ok(Buffer.byteLength(`${runDir}/agents`) <= 60, runDir);
    }
  }
});

test('options for the JVMs are separated by blanks, and there are none at first', () => {
  assert.deepEqual(settingsFrom({}).javaOptions, []);
  assert.deepEqual(settingsFrom({ COVE_JAVA_OPTIONS: ' -Xlog:gc  -Dx=y ' }).javaOptions, ['-Xlog:gc', '-Dx=y']);
});

test('a port that is none is refused by name', () => {
  for (const text of ['0', '65536', 'eighty', '80.5']) {
    assert.throws(() => settingsFrom({ COVE_PORT: text }), /COVE_PORT/);
  }
});
