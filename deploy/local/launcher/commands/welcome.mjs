// The last lines of a successful start.
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson } from '../files.mjs';
import { ask } from '../platform/readiness.mjs';

export async function welcome(settings, seconds) {
  console.log(`\nCove is up (healthy after ${seconds.toFixed(1)} s): ${settings.publicUrl}`);
  const link = await setupLink(settings);
  if (link) console.log(`No administrator exists yet. Make the first one here (works once): ${link}`);
  console.log('  ./cove status · ./cove logs SERVICE · ./cove down');
}

/** Only while no administrator exists. */
export async function setupLink(settings) {
  const host = settings.address === '0.0.0.0' ? '127.0.0.1' : settings.address;
  const answer = await firstAnswer(`http://${host}:${settings.port}/api/auth/setup`);
  if (answer?.status !== 200) return null;
  try {
    if (JSON.parse(answer.body).available !== true) return null;
  } catch {
    return null;
  }
  return `${settings.publicUrl}/setup#token=${readJson(settings.secretsFile).setupToken}`;
}

/** A service's first answer may take longer than one question waits, and the link must not be left out for that. */
async function firstAnswer(url) {
  for (let left = 10; left > 0; left -= 1) {
    const answer = await ask(url);
    if (answer?.status === 200) return answer;
    await sleep(300);
  }
  return null;
}
