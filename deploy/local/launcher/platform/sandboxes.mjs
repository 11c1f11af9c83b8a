// The sandboxes of this installation at its end: none goes before its last changes are saved.
import { containers, removeContainer } from '../machine/docker-api.mjs';
import { readJson } from '../files.mjs';
import { ask } from './readiness.mjs';

/** The label by which sandbox-service marks its containers; the launcher gives it the value. */
export const INSTANCE_LABEL = 'cove.instance';
const SANDBOX_LABEL = 'cove.sandbox';

export async function ourSandboxes(settings) {
  return containers(settings.dockerHost, { label: [`${INSTANCE_LABEL}=${settings.id}`] }).catch(() => []);
}

/**
 * Asks sandbox-service to save what each sandbox has written so far. It must still run, and so must
 * auth-service and workspace-service. Which container is whose only it knows: those that wait for a
 * session look the same.
 *
 * @returns {Promise<{saved: object[], unsaved: object[]}>} the containers that may go, and those that may not
 */
export async function saveSandboxes(settings, ports) {
  const all = await ourSandboxes(settings);
  if (all.length === 0) return { saved: [], unsaved: [] };
  const token = await serviceToken(settings, ports);
  const sessions = token && (await sessionsInUse(ports, token));
  if (!sessions) return { saved: [], unsaved: all };
  const outcomes = await Promise.all(
    all.map(async (container) => {
      const session = sessions.get(container.Labels?.[SANDBOX_LABEL]);
      return { container, saved: !session || (await flushed(ports, session, token)) };
    }),
  );
  return {
    saved: outcomes.filter(({ saved }) => saved).map(({ container }) => container),
    unsaved: outcomes.filter(({ saved }) => !saved).map(({ container }) => container),
  };
}

/** Sessions by the short id of their container, or null when nobody answers. */
async function sessionsInUse(ports, token) {
  const answer = await ask(`http://127.0.0.1:${ports['sandbox-service']}/internal/sandboxes`, {
    headers: { authorization: `Bearer ${token}` },
    timeoutMs: 5_000,
  });
  if (answer?.status !== 200) return null;
  return new Map(JSON.parse(answer.body).items.map(({ sandboxId, sessionId }) => [sandboxId, sessionId]));
}

export async function removeSandboxes(settings, list) {
  await Promise.all(list.map(({ Id }) => removeContainer(settings.dockerHost, Id).catch(() => {})));
}

async function serviceToken(settings, ports) {
  const secrets = readJson(settings.secretsFile);
  const credentials = Buffer.from(`workspace-service:${secrets.clients['workspace-service']}`).toString('base64');
  const answer = await ask(`http://127.0.0.1:${ports['auth-service']}/internal/service-tokens`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    timeoutMs: 5_000,
  });
  return answer?.status === 200 ? JSON.parse(answer.body).accessToken : null;
}

async function flushed(ports, session, token) {
  const answer = await ask(`http://127.0.0.1:${ports['sandbox-service']}/internal/sessions/${session}/flush`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    timeoutMs: 15_000,
  });
  // a session that is gone has nothing to save
  if (answer?.status === 404) return true;
  if (answer?.status !== 200) return false;
  const { state, flushed: done } = JSON.parse(answer.body);
  return done === true || state === 'STOPPED';
}
