import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { LabService } from './lab-service.js';

const PROBES_MS = 200;
const PROBE_WITHIN_MS = 1_000;

/** Distributes connections over the ready replicas of a service, as an orchestrator does. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

/** Every replica counts as ready at first; a `blind` balancer ignores readiness and tries no other replica. */
export async function balance(replicas: LabService[], { blind = false } = {}): Promise<Balancer> {
  const ready = new Set(replicas);
  const open = new Set<Socket>();
  let closed = false;
  /** Sequential, so that a late response cannot overwrite a newer one. */
  const probe = async (replica: LabService) => {
    while (!closed) {
      const answer = await isReady(replica);
      if (answer === true) ready.add(replica);
      if (answer === false) ready.delete(replica);
      await new Promise((wake) => setTimeout(wake, PROBES_MS).unref());
    }
  };
  if (!blind) replicas.forEach((replica) => void probe(replica));
  let next = 0;
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    lead(
      client,
      [...ready].map((_, n, all) => all[(next + n) % all.length]!),
    );
    next += 1;
  }).listen(0, '127.0.0.1');
  /** Connects to the first replica that accepts. */
  const lead = (client: Socket, [first, ...others]: LabService[]): void => {
    if (!first) return void client.destroy();
    const upstream = connect(first.port, '127.0.0.1');
    upstream.once('error', () => lead(client, blind ? [] : others));
    upstream.once('connect', () => {
      upstream.removeAllListeners('error');
      join(client, upstream);
    });
  };
  const join = (client: Socket, upstream: Socket): void => {
    for (const [end, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(end);
      end.on('error', () => end.destroy());
      // Pending data is still delivered, unless the connection broke.
      end.on('close', (broken) => {
        open.delete(end);
        if (broken) other.destroy();
        else other.end();
      });
    }
    client.pipe(upstream).pipe(client);
  };
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      closed = true;
      open.forEach((socket) => socket.destroy());
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Undefined when there is no response in time: the last known state stays. */
async function isReady({ url }: LabService): Promise<boolean | undefined> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PROBE_WITHIN_MS) })).ok;
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? undefined : false;
  }
}
