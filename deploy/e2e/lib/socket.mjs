// A WebSocket with JSON messages kept in order, for the events and notifications sockets.
import WebSocket from 'ws';
import { socketUrl, eventually } from './platform.mjs';

export class Socket {
  static async open(path, token) {
    const socket = new Socket();
    await socket.connect(path, token);
    return socket;
  }

  messages = [];
  closed = null;

  connect(path, token) {
    this.ws = new WebSocket(socketUrl + path, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    this.ws.on('message', (data, binary) => {
      if (!binary) this.messages.push(JSON.parse(data.toString()));
    });
    this.ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    return new Promise((resolve, reject) => {
      this.ws.once('open', resolve);
      this.ws.once('error', reject);
    });
  }

  /** The first message for which the test holds. */
  message(what, test, options) {
    return eventually(what, () => this.messages.find(test), options);
  }

  close() {
    this.ws.close();
  }
}

/** The close code a socket ends with, or the HTTP status that refused it. */
export function closeCode(path, token) {
  return new Promise((resolve) => {
    const ws = new WebSocket(socketUrl + path, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    const timer = setTimeout(() => { ws.terminate(); resolve('open'); }, 8000);
    const done = (value) => { clearTimeout(timer); resolve(value); };
    ws.on('close', (code) => done(code));
    ws.on('unexpected-response', (_, response) => done(response.statusCode));
    ws.on('error', () => {});
  });
}
