// The sandbox agent's tests, in Python's own runner.
import { ensureDocker } from '../machine/docker-engine.mjs';
import { buildSandboxImage } from '../build/build.mjs';
import { attempt } from '../run.mjs';
import { check, sum, unittest } from './counts.mjs';

export async function agentSuite({ settings, screen }) {
  await screen.step('docker', 'Looking for Docker', () => ensureDocker(settings));
  await buildSandboxImage(settings, screen);
  const { status, errors, output } = await attempt(['python3', '-m', 'unittest', 'discover', '-s', 'sandbox-service/image/tests'], {
    cwd: settings.root,
  });
  process.stdout.write(output + errors);
  const counted = unittest(errors + output);
  return status !== 0 && counted.failed === 0 ? sum([counted, check(`agent: unittest ended with ${status}`, false)]) : counted;
}
