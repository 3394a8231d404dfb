import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of the next COMMIT: cut off before the server sees it, after the server has done it, or never answered. */
export type CommitFate = 'not-sent' | 'answer-lost' | 'unanswered';

/** Stands between a service and its MySQL server, and loses one COMMIT at a time. */
export interface CommitCutter {
  /** Address of the server by way of the cutter; schema and user stay. */
  url: string;
  /** What happens to the next COMMIT, or to the one after `passing` more; all others pass. */
  lose(fate: CommitFate, passing?: number): void;
  /** How many were lost so far. */
  readonly lost: number;
  close(): Promise<void>;
}

/** Opens a cutter on a free port of 127.0.0.1 before the server of `url`. */
export async function commitCutter(url: string): Promise<CommitCutter> {
  const target = new URL(url);
  const open = new Set<Socket>();
  let next: CommitFate | undefined;
  let before = 0;
  let lost = 0;

  const listener = createServer((client) => {
    const server = connect(Number(target.port || 3306), target.hostname);
    let silent = false;
    let hangUp = false;
    const end = () => [client, server].forEach((socket) => socket.destroy());
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // A cut connection is what this is for; who uses it sees the error on its own end.
      socket.on('close', end).on('error', end);
    }
    client.on('data', (chunk) => {
      if (next && chunk.includes('\x03COMMIT') && before-- <= 0) {
        lost += 1;
        const fate = next;
        next = undefined;
        if (fate === 'not-sent') return end();
        silent = true;
        hangUp = fate === 'answer-lost';
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (!silent) client.write(chunk);
      else if (hangUp) end();
    });
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');

  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((listener.address() as AddressInfo).port);
  return {
    url: through.href,
    lose: (fate, passing = 0) => {
      next = fate;
      before = passing;
    },
    get lost() {
      return lost;
    },
    close: async () => {
      open.forEach((socket) => socket.destroy());
      await new Promise((closed) => listener.close(closed));
    },
  };
}
