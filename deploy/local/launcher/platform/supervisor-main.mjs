// The background process that owns the platform. It outlives the terminal it was started from.
import fs from 'node:fs';
import path from 'node:path';
import { loadSecrets } from '../secrets.mjs';
import { settingsFrom } from '../settings.mjs';
import { choosePorts } from '../ports.mjs';
import { endDockerIfOurs } from '../machine/docker-engine.mjs';
import { PORT_NAMES } from './catalog.mjs';
import { readState } from './state.mjs';
import { Supervisor } from './supervisor.mjs';

const settings = settingsFrom(process.env);
const send = (message) => {
  if (message.text) console.log(new Date().toISOString(), message.type, message.text);
  if (process.connected) process.send(message, () => {});
};

process.on('disconnect', () => {});
const ports = await choosePorts(PORT_NAMES, readState(settings).ports);
const supervisor = new Supervisor({ settings, secrets: loadSecrets(settings.secretsFile), ports, env: process.env }, send);

async function leave(status) {
  await supervisor.stop();
  const docker = await endDockerIfOurs(settings);
  if (docker) send({ type: 'note', text: `Docker engine: ${docker}` });
  process.exitCode = status;
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(status), 200);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => leave(0));
process.on('SIGHUP', () => {
  const requests = path.join(settings.home, 'requests');
  for (const name of fs.existsSync(requests) ? fs.readdirSync(requests) : []) {
    fs.rmSync(path.join(requests, name));
    supervisor.restart(name);
  }
});

try {
  const seconds = await supervisor.start();
  send({ type: 'ready', seconds });
} catch (error) {
  if (!supervisor.stopping) {
    console.log(error);
    send({ type: 'failed', text: error.message });
    await leave(1);
  }
}
