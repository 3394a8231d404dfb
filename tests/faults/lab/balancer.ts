import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { LabService } from './lab-service.js';

const PROBES_MS = 200;
const PROBE_WITHIN_MS = 1_000;

/** Spreads connections over the replicas of a service that say they are ready, as an orchestrator does. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

/** Every replica counts as ready at first. */
export async function balance(replicas: LabService[]): Promise<Balancer> {
  const ready = new Set(replicas);
  const open = new Set<Socket>();
  const probe = async (replica: LabService) => {
    if (await isReady(replica)) ready.add(replica);
    else ready.delete(replica);
  };
  const probes = setInterval(() => void Promise.all(replicas.map(probe)), PROBES_MS);
  let next = 0;
  const server = createServer((client) => {
    const choice = [...ready][(next += 1) % Math.max(1, ready.size)];
    if (!choice) return client.destroy();
    const upstream = connect(choice.port, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('close', () => open.delete(one) && other.destroy()).on('error', () => other.destroy());
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      clearInterval(probes);
      open.forEach((socket) => socket.destroy());
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function isReady({ url }: LabService): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PROBE_WITHIN_MS) })).ok;
  } catch {
    return false; // Not listening, or not answering: nobody should be sent there.
  }
}
