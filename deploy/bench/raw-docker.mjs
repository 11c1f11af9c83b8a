// The floor: Docker alone, through its own socket, with containers made exactly like ours.
import http from 'node:http';
import { dockerTarget } from '../local/launcher/machine/docker-api.mjs';

/** Marks the containers of this run, so that two runs at once do not remove each other's. */
const LABEL = `cove.bench=${process.pid}-${Date.now().toString(36)}`;
const [LABEL_NAME, LABEL_VALUE] = LABEL.split('=');

export class RawDocker {
  #target;
  #host;
  #like;

  /** @param like a container of the platform, as `GET /containers/{id}/json` describes it */
  constructor(dockerHost, like) {
    this.#target = dockerTarget(dockerHost);
    this.#host = dockerHost;
    this.#like = like;
  }

  static async inspect(dockerHost, id) {
    return new RawDocker(dockerHost, null).#ask('GET', `/containers/${id}/json`);
  }

  /** Creates and starts one; answers its id. */
  async start() {
    const { Config, HostConfig } = this.#like;
    const { Id } = await this.#ask('POST', '/containers/create', {
      Image: Config.Image, User: Config.User, Env: Config.Env, Hostname: 'raw', Labels: { [LABEL_NAME]: LABEL_VALUE },
      Entrypoint: ['sleep', 'infinity'], WorkingDir: '/workspace', HostConfig: { ...HostConfig, Binds: [] },
    });
    await this.#ask('POST', `/containers/${Id}/start`);
    return Id;
  }

  remove(id) {
    return this.#ask('DELETE', `/containers/${id}?force=true`);
  }

  /** A login shell on a TTY: the hijacked socket. */
  async shell(id) {
    const { Id } = await this.#ask('POST', `/containers/${id}/exec`, {
      Cmd: ['/bin/bash', '-l'], Tty: true, AttachStdin: true, AttachStdout: true, AttachStderr: true,
      WorkingDir: '/workspace', Env: ['TERM=xterm-256color'],
    });
    return this.#hijack(`/exec/${Id}/start`, { Detach: false, Tty: true });
  }

  /** Runs a program to its end; answers when its output has ended. */
  async run(id, argv) {
    const { Id } = await this.#ask('POST', `/containers/${id}/exec`, { Cmd: argv, AttachStdout: true, AttachStderr: true });
    const socket = await this.#hijack(`/exec/${Id}/start`, { Detach: false, Tty: false });
    await new Promise((resolve, reject) => {
      socket.on('data', () => {});
      socket.on('end', resolve);
      socket.on('error', reject);
    });
    socket.destroy();
  }

  async removeAll() {
    const query = encodeURIComponent(JSON.stringify({ label: [LABEL] }));
    for (const { Id } of await this.#ask('GET', `/containers/json?all=true&filters=${query}`)) await this.remove(Id);
  }

  #ask(method, path, body) {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? null : JSON.stringify(body);
      const headers = text === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const request = http.request({ ...this.#target, path, method, headers, timeout: 60_000, agent: false }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode >= 400) reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 300)}`));
          else resolve(answer && /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(answer) : null);
        });
      });
      request.on('timeout', () => request.destroy(new Error(`Docker at ${this.#host} did not answer`)));
      request.on('error', reject);
      request.end(text);
    });
  }

  #hijack(path, body) {
    return new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const request = http.request({
        ...this.#target, path, method: 'POST', agent: false, timeout: 60_000,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), connection: 'Upgrade', upgrade: 'tcp' },
      });
      request.on('upgrade', (_, socket, head) => {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      });
      request.on('response', (response) => reject(new Error(`${path}: ${response.statusCode}`)));
      request.on('timeout', () => request.destroy(new Error('Docker did not answer')));
      request.on('error', reject);
      request.end(text);
    });
  }
}
