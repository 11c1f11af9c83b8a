// Runs another program to its end, with its output in a log file or in memory.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { tail } from './files.mjs';

export class CommandFailed extends Error {
  constructor(command, status, output) {
    super(`${command} failed (${status})${output ? `:\n${output}` : ''}`);
    this.status = status;
  }
}

/**
 * @param {string[]} command the program and its arguments
 * @param {{cwd?, env?, log?, input?, timeoutMs?, show?}} options `log` collects the output in a file,
 *     `show` passes it through to the terminal
 * @returns {Promise<string>} what the program wrote to standard output, unless it went to `log`
 */
export async function run(command, options = {}) {
  const outcome = await attempt(command, options);
  if (outcome.status !== 0) {
    const output = options.log ? `${tail(options.log, 40)}\n(all of it: ${options.log})` : outcome.errors;
    throw new CommandFailed(command.slice(0, 3).join(' '), outcome.status, output.trim());
  }
  return outcome.output;
}

/** Like run, but a failure is an answer: `{status, output, errors}`. A missing program has status 127. */
export function attempt(command, { cwd, env = process.env, log, input, timeoutMs, show, detached = false, onSpawn } = {}) {
  return new Promise((resolve) => {
    const sink = log ? openLog(log) : null;
    const stream = show ? 'inherit' : (sink ?? 'pipe');
    const child = spawn(command[0], command.slice(1), {
      cwd,
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', stream, stream],
      timeout: timeoutMs,
      detached,
    });
    onSpawn?.(child);
    const output = [];
    const errors = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => errors.push(chunk));
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    let missing = null;
    child.on('error', (error) => {
      missing = error;
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? `signal ${signal}`));
    let finished = false;
    function finish(status) {
      if (finished) return;
      finished = true;
      if (sink !== null) fs.closeSync(sink);
      resolve({
        status,
        output: Buffer.concat(output).toString('utf8'),
        errors: missing ? missing.message : Buffer.concat(errors).toString('utf8'),
      });
    }
  });
}

function openLog(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return fs.openSync(file, 'a');
}

export function onPath(program, env = process.env) {
  for (const folder of (env.PATH ?? '').split(':').concat('/usr/sbin', '/sbin')) {
    const file = path.join(folder, program);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      return file;
    } catch {
      // next folder
    }
  }
  return null;
}
