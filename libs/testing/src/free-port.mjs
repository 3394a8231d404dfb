import { createServer } from 'node:net';

/**
 * Systems take the ports of outgoing connections, and those of who asks for any port, from 32,768 on (Linux) or later: below, a
 * port stays free between this check and the start of the process that will listen on it.
 */
const [FIRST, BEYOND] = [10_000, 32_768];

const given = new Set();

/** A TCP port that is free at the moment and different on every call. */
export async function freePort() {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (BEYOND - FIRST));
    if (!given.has(port) && (await isFree(port))) {
      given.add(port);
      return port;
    }
  }
}

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false)).listen(port, () => server.close(() => resolve(true)));
  });
