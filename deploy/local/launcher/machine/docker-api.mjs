// The few questions the launcher has for Docker, asked through its own socket.
import http from 'node:http';

export function dockerTarget(host) {
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  return { hostname, port: port || 2375 };
}

export function docker(host, path, { method = 'GET', timeoutMs = 5_000 } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { ...dockerTarget(host), path, method, timeout: timeoutMs, agent: false },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = /json/.test(response.headers['content-type'] ?? '') && text ? JSON.parse(text) : text;
          resolve({ status: response.statusCode, body: json });
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error('Docker did not answer in time')));
    request.on('error', reject);
    request.end();
  });
}

export async function dockerAnswers(host) {
  try {
    return (await docker(host, '/_ping')).status === 200;
  } catch {
    return false;
  }
}

export async function imageId(host, name) {
  const { status, body } = await docker(host, `/images/${encodeURIComponent(name)}/json`);
  return status === 200 ? body.Id : null;
}

export async function containers(host, filters = {}) {
  const query = encodeURIComponent(JSON.stringify(filters));
  const { status, body } = await docker(host, `/containers/json?filters=${query}`);
  return status === 200 ? body : [];
}

export const removeContainer = (host, id) => docker(host, `/containers/${id}?force=true`, { method: 'DELETE', timeoutMs: 30_000 });
