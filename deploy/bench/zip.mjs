// A zip as programs make it, of texts by their names: stored entries, UTF-8 names (APPNOTE 4.3).
import zlib from 'node:zlib';

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAMES = 0x0800;

function header(signature, fields) {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  buffer.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [size, value] of fields) {
    buffer.writeUIntLE(value, at, size);
    at += size;
  }
  return buffer;
}

export function zipOf(texts) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(texts)) {
    const names = Buffer.from(name);
    const data = Buffer.from(text);
    const shared = [[2, 20], [2, UTF8_NAMES], [2, 0], [4, 0x5a210000], [4, zlib.crc32(data)], [4, data.length], [4, data.length], [2, names.length], [2, 0]];
    const local = header(LOCAL, shared);
    parts.push(local, names, data);
    directory.push(header(DIRECTORY, [[2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), names);
    offset += local.length + names.length + data.length;
  }
  const entries = Buffer.concat(directory);
  const count = directory.length / 2;
  return Buffer.concat([...parts, entries, header(END, [[2, 0], [2, 0], [2, count], [2, count], [4, entries.length], [4, offset], [2, 0]])]);
}
