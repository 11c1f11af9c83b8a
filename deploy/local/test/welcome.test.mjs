import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setupLink } from '../launcher/commands/welcome.mjs';

test('the link for the first administrator is found although the first questions fail', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cove-welcome-'));
  const secretsFile = path.join(folder, 'secrets.json');
  fs.writeFileSync(secretsFile, JSON.stringify({ setupToken: 'once' }));
  let asked = 0;
  const server = http.createServer((_, answer) => {
    asked += 1;
    answer.statusCode = asked < 3 ? 503 : 200;
    answer.end(JSON.stringify({ available: true }));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const settings = { address: '127.0.0.1', port: server.address().port, publicUrl: 'http://cove.test', secretsFile };
    assert.equal(await setupLink(settings), 'http://cove.test/setup#token=once');
    assert.equal(asked, 3);
  } finally {
    server.close();
    fs.rmSync(folder, { recursive: true });
  }
});
