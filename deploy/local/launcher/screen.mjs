// Shows progress: lines that count the seconds on a terminal, plain lines anywhere else.
const MARK = { done: '✓', failed: '✗', skipped: '–', note: '·' };

export class Screen {
  #out;
  #live;
  #now;
  #steps = new Map();
  #drawn = 0;
  #timer = null;

  constructor(out = process.stdout, { now = Date.now } = {}) {
    this.#out = out;
    this.#live = Boolean(out.isTTY);
    this.#now = now;
  }

  begin(id, text) {
    this.#steps.set(id, { text, since: this.#now() });
    if (!this.#live) {
      this.#out.write(`  … ${text}\n`);
      return;
    }
    this.#timer ??= setInterval(() => this.#draw(), 500);
    this.#timer.unref?.();
    this.#draw();
  }

  /** Ends a step; `state` is done, failed or skipped, `detail` says what came of it. */
  finish(id, state = 'done', detail = '') {
    const step = this.#steps.get(id);
    if (!step) return;
    this.#steps.delete(id);
    const seconds = ((this.#now() - step.since) / 1000).toFixed(1);
    this.line(`  ${MARK[state]} ${step.text}${detail ? `: ${detail}` : ''} (${seconds} s)`);
  }

  note(text) {
    this.line(`  ${MARK.note} ${text}`);
  }

  line(text = '') {
    this.#erase();
    this.#out.write(`${text}\n`);
    this.#draw();
  }

  /** Runs the work as a step of its own. */
  async step(id, text, work) {
    this.begin(id, text);
    try {
      const detail = await work();
      this.finish(id, 'done', typeof detail === 'string' ? detail : '');
      return detail;
    } catch (error) {
      this.finish(id, 'failed');
      throw error;
    }
  }

  close() {
    for (const id of [...this.#steps.keys()]) this.finish(id, 'failed');
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #erase() {
    if (this.#drawn > 0) this.#out.write(`\x1b[${this.#drawn}A\x1b[J`);
    this.#drawn = 0;
  }

  #draw() {
    if (!this.#live) return;
    this.#erase();
    const width = (this.#out.columns || 80) - 1;
    for (const { text, since } of this.#steps.values()) {
      const seconds = Math.floor((this.#now() - since) / 1000);
      this.#out.write(`${`  … ${text} ${seconds} s`.slice(0, width)}\n`);
      this.#drawn += 1;
    }
    if (this.#steps.size === 0) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }
}
