// Ports: the gateway's is chosen by people, all others are any free ones, kept from start to start.
import net from 'node:net';
import fs from 'node:fs';

export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function anyFree(host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Keeps each remembered port that is still free and finds another for the rest. */
export async function choosePorts(names, remembered = {}, host = '127.0.0.1') {
  const chosen = {};
  const taken = new Set();
  for (const name of names) {
    let port = remembered[name];
    if (!port || taken.has(port) || !(await isFree(port, host))) {
      do port = await anyFree(host);
      while (taken.has(port));
    }
    taken.add(port);
    chosen[name] = port;
  }
  return chosen;
}

/** Which process listens on the port, as far as this user may see: `{pid, command}` or null. */
export function whoListens(port, proc = '/proc') {
  const sockets = listeningInodes(port, proc);
  if (sockets.size === 0) return null;
  for (const pid of fs.readdirSync(proc).filter((name) => /^\d+$/.test(name))) {
    try {
      for (const handle of fs.readdirSync(`${proc}/${pid}/fd`)) {
        const target = fs.readlinkSync(`${proc}/${pid}/fd/${handle}`);
        const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
        if (inode && sockets.has(inode)) {
          const command = fs.readFileSync(`${proc}/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
          return { pid: Number(pid), command };
        }
      }
    } catch {
      // gone, or not ours to see
    }
  }
  return null;
}

function listeningInodes(port, proc) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set();
  for (const table of ['tcp', 'tcp6']) {
    let text = '';
    try {
      text = fs.readFileSync(`${proc}/net/${table}`, 'utf8');
    } catch {
      continue;
    }
    for (const line of text.split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A') inodes.add(fields[9]);
    }
  }
  return inodes;
}
