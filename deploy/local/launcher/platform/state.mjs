// What is known about the platform between commands: written by its supervisor alone.
import { readJson, writeJson } from '../files.mjs';
import { isAlive } from '../process-identity.mjs';

export const readState = (settings) => readJson(settings.stateFile, {});

export const isUp = (state) => isAlive(state.supervisor);

export class StateFile {
  #file;
  #value;

  constructor(file, value) {
    this.#file = file;
    this.#value = value;
    this.#write();
  }

  get value() {
    return this.#value;
  }

  update(changes) {
    Object.assign(this.#value, changes);
    this.#write();
  }

  updateProcess(name, changes) {
    this.#value.processes[name] = { ...this.#value.processes[name], ...changes };
    this.#write();
  }

  #write() {
    writeJson(this.#file, this.#value);
  }
}
