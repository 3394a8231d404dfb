import { createServer } from 'node:net';

/**
 * Systems take the ports of outgoing connections, and those of who asks for any port, from 32,768 on (Linux) or later: below, a
 * port stays free between the look and whoever is started to listen on it.
 */
const [FIRST, BEYOND] = [10_000, 32_768];

const given = new Set();

/** A TCP port that nobody listens on at this moment, another one each time. */
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
