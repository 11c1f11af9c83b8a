// When something that was started can be used.
import fs from 'node:fs';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** The status and body of an answer, or null when there was none. */
export function ask(url, { timeoutMs = 2_000, method = 'GET', headers = {} } = {}) {
  return new Promise((resolve) => {
    const request = http.request(url, { method, headers, timeout: timeoutMs, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', () => resolve(null));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    request.end();
  });
}

export const managementUrl = (port, path = '/actuator/health/readiness') => `http://127.0.0.1:${port}${path}`;

export async function springReady(port) {
  return (await ask(managementUrl(port)))?.status === 200;
}

/** Looks again until it is so; false when the time is over or `stop` says there is no use. */
export async function until(condition, { timeoutMs, everyMs = 100, stop = () => false }) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (stop()) return false;
    if (await condition()) return true;
    await pause(everyMs);
  }
  return false;
}

/** Whether a file has the text anywhere after the position. */
export function mentions(file, text, from = 0) {
  try {
    return fs.readFileSync(file).subarray(from).includes(text);
  } catch {
    return false;
  }
}
