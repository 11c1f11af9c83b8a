// A person as a program is one: an account, its token, and the calls of the public contract.
import { randomBytes } from 'node:crypto';
import assert from 'node:assert/strict';
import { url } from './platform.mjs';
import { Terminal } from './terminal.mjs';
import { Socket } from './socket.mjs';

export const PASSWORD = 'correct horse 9 battery';

export class Person {
  constructor(username) {
    this.username = username;
  }

  /** Registers a new account whose name starts with `prefix`. */
  static async register(prefix) {
    const person = new Person(`${prefix}${randomBytes(4).toString('hex')}`);
    const answer = await person.call('POST', '/api/auth/register', {
      json: { username: person.username, email: `${person.username}@example.org`, password: PASSWORD },
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    person.take(await answer.json());
    return person;
  }

  async login() {
    const answer = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: this.username, password: PASSWORD }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    this.take(await answer.json());
    return this;
  }

  take(body) {
    this.token = body.accessToken;
    this.id = body.user.id;
  }

  call(method, path, { json, body, headers = {} } = {}) {
    const all = { ...headers };
    if (this.token) all.authorization = `Bearer ${this.token}`;
    if (json !== undefined) all['content-type'] = 'application/json';
    return fetch(url + path, {
      method, headers: all, body: json !== undefined ? JSON.stringify(json) : body,
      signal: AbortSignal.timeout(60_000),
    });
  }

  /** A call that must answer the status; gives the JSON, or null without a body. */
  async ask(status, method, path, options) {
    const answer = await this.call(method, path, options);
    const text = await answer.text();
    assert.equal(answer.status, status, `${method} ${path}: ${answer.status} ${text.slice(0, 400)}`);
    return text && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : null;
  }

  async becomeReviewer(level) {
    const user = await this.ask(200, 'PUT', '/api/users/me/reviewer-status', { json: { level } });
    assert.equal(user.reviewerLevel, level);
  }

  newSession(name = 'Journey', template = 'python') {
    return this.ask(201, 'POST', '/api/sessions', { json: { name, template } });
  }

  /** Saves text at a path, whatever is there now. */
  async save(sessionId, path, text) {
    const target = `/api/sessions/${sessionId}/files/${path.split('/').map(encodeURIComponent).join('/')}`;
    const now = await this.call('GET', target);
    await now.arrayBuffer();
    const headers = now.status === 200
      ? { 'if-match': now.headers.get('etag') } : { 'if-none-match': '*' };
    const answer = await this.call('PUT', target, {
      body: text, headers: { ...headers, 'content-type': 'application/octet-stream' },
    });
    assert.ok(answer.ok, `PUT ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  }

  async read(sessionId, path) {
    const answer = await this.call(
      'GET', `/api/sessions/${sessionId}/files/${path.split('/').map(encodeURIComponent).join('/')}`);
    return answer.status === 200 ? answer.text() : null;
  }

  /** Opens a new terminal of a session. */
  async terminal(sessionId, { cols = 100, rows = 30, name = 'test' } = {}) {
    const made = await this.ask(201, 'POST', `/api/sessions/${sessionId}/terminals`, {
      json: { name, cols, rows },
    });
    return Terminal.open(this, sessionId, made.id);
  }

  socket(path) {
    return Socket.open(path, this.token);
  }
}
