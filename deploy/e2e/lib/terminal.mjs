// A terminal's viewer: counts every byte, so that it can leave and come back for exactly the rest.
import WebSocket from 'ws';
import { socketUrl, eventually } from './platform.mjs';

const ACK_EVERY = 64 * 1024;

export class Terminal {
  static async open(person, sessionId, terminalId, offset) {
    const terminal = new Terminal();
    Object.assign(terminal, { person, sessionId, terminalId });
    await terminal.connect(offset);
    return terminal;
  }

  chunks = [];
  controls = [];
  offset = 0;
  start = null;

  async connect(offset) {
    const query = offset === undefined ? '' : `?offset=${offset}`;
    const ws = new WebSocket(
      `${socketUrl}/ws/sessions/${this.sessionId}/terminals/${this.terminalId}${query}`,
      { headers: { authorization: `Bearer ${this.person.token}` } });
    this.ws = ws;
    this.closed = null;
    let acked = 0;
    const ready = new Promise((resolve, reject) => {
      ws.on('message', (data, binary) => {
        if (!binary) {
          const message = JSON.parse(data.toString());
          this.controls.push(message);
          if (message.type === 'ready') {
            if (this.start === null || message.replayFrom !== this.offset) {
              this.start = message.replayFrom;
              this.chunks = [];
            }
            this.offset = message.replayFrom;
            acked = this.offset;
            ws.send(JSON.stringify({ type: 'ack', offset: acked }));
            this.ready = message;
            resolve(message);
          }
          return;
        }
        this.chunks.push(data);
        this.offset += data.length;
        if (this.offset - acked >= ACK_EVERY) {
          acked = this.offset;
          ws.send(JSON.stringify({ type: 'ack', offset: acked }));
        }
      });
      ws.on('close', (code, reason) => {
        this.closed = { code, reason: reason.toString() };
        reject(new Error(`closed ${code} ${reason}`));
      });
      ws.on('error', reject);
    });
    await ready;
  }

  /** Connects again from the last byte seen. */
  async reconnect() {
    await eventually('the terminal connects again', async () => {
      await this.connect(this.offset);
      return true;
    }, { within: 30_000, every: 200 });
  }

  drop() {
    this.ws.terminate();
  }

  get bytes() {
    return Buffer.concat(this.chunks);
  }

  get text() {
    return this.bytes.toString('utf8');
  }

  type(text) {
    this.ws.send(Buffer.from(text));
  }

  send(message) {
    this.ws.send(JSON.stringify(message));
  }

  /** Waits until the output matches. */
  async until(pattern, options) {
    return eventually(`the terminal shows ${pattern}`, () => {
      const found = pattern instanceof RegExp ? pattern.exec(this.text) : this.text.includes(pattern);
      return found;
    }, { every: 20, ...options }).catch((e) => {
      throw new Error(`${e.message}; it shows: ${JSON.stringify(this.text.slice(-600))}`, { cause: e });
    });
  }
}
