// Every password of an installation: made once, kept where only its owner can read.
import { randomBytes } from 'node:crypto';
import { readJson, writeJson } from './files.mjs';

export const SCHEMAS = ['auth', 'workspace', 'sandbox', 'review'];
export const CLIENTS = ['workspace-service', 'sandbox-service', 'review-service', 'gateway', 'auth-service'];

const secret = () => randomBytes(24).toString('base64url');

export function loadSecrets(file) {
  const known = readJson(file, {});
  const all = {
    databaseOwner: known.databaseOwner ?? secret(),
    database: fill(SCHEMAS, known.database),
    clients: fill(CLIENTS, known.clients),
    eureka: known.eureka ?? secret(),
    setupToken: known.setupToken ?? secret(),
  };
  if (JSON.stringify(all) !== JSON.stringify(known)) writeJson(file, all, 0o600);
  return all;
}

function fill(names, known = {}) {
  return Object.fromEntries(names.map((name) => [name, known[name] ?? secret()]));
}
