// Small file habits: JSON that is never half written, and hashes of text.
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export function readJson(file, fallback = undefined) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return fallback;
    throw error;
  }
}

/** Replaces the file in one step, so a reader sees the old or the new text and nothing between. */
export function writeJson(file, value, mode = 0o644) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode });
  fs.renameSync(draft, file);
}

export const hashText = (text) => createHash('sha256').update(text).digest('hex');

export const isFile = (file) => look(file)?.isFile() ?? false;

export const isFolder = (file) => look(file)?.isDirectory() ?? false;

function look(file) {
  try {
    return fs.statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if (error.code === 'ENOTDIR' || error.code === 'EACCES') return undefined;
    throw error;
  }
}

/** The last lines of a file, for messages about something that went wrong. */
export function tail(file, lines = 20, bytes = 64 * 1024) {
  if (!isFile(file)) return '';
  const { size } = fs.statSync(file);
  const length = Math.min(size, bytes);
  const buffer = Buffer.alloc(length);
  const handle = fs.openSync(file, 'r');
  try {
    fs.readSync(handle, buffer, 0, length, size - length);
  } finally {
    fs.closeSync(handle);
  }
  return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
