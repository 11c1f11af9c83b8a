// ./cove down: ends what this installation started, and nothing else.
import { endDockerIfOurs } from '../machine/docker-engine.mjs';
import { goneWithin, signal } from '../process-identity.mjs';
import { isUp, readState } from '../platform/state.mjs';
import { ourSandboxes, removeSandboxes, saveSandboxes } from '../platform/sandboxes.mjs';
import { Screen } from '../screen.mjs';
import { endLeftovers } from './up.mjs';

const LONGEST_STOP_MS = 120_000;

export async function down(settings) {
  const screen = new Screen();
  const state = readState(settings);
  const wasUp = isUp(state);
  if (wasUp) {
    await screen.step('down', 'Ending Cove', async () => {
      signal(state.supervisor, 'SIGTERM');
      if (!(await goneWithin(state.supervisor, LONGEST_STOP_MS))) signal(state.supervisor, 'SIGKILL');
      return '';
    });
  }
  const sandboxes = wasUp ? null : await saveSandboxes(settings, state.ports ?? {});
  await endLeftovers(readState(settings), screen);
  if (sandboxes) await removeSandboxes(settings, sandboxes.saved);
  const left = await ourSandboxes(settings);
  if (left.length > 0) screen.note(`${left.length} sandboxes run on: their last changes are not saved. The next start takes them over.`);
  const docker = await endDockerIfOurs(settings);
  if (docker) screen.note(`Docker engine: ${docker}`);
  console.log(wasUp ? `Cove is down. Its data is kept in ${settings.home}` : 'Cove is not up.');
  return 0;
}
