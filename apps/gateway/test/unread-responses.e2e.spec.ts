import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';

const CLIENTS = 40;
const REQUESTS = 20;
const MIB = 1024 * 1024;
const LARGE = Buffer.alloc(1.5 * MIB);
/** All responses together are 1,200 MiB. */
const MAX_MIB = 100;

let gateway: RunningGateway;
let clients: Socket[] = [];
afterEach(async () => {
  clients.forEach((client) => client.destroy());
  clients = [];
  await gateway.stop();
});

/** Connections that each send all their requests at once and read nothing. */
async function attack(path: string): Promise<void> {
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
  clients = Array.from({ length: CLIENTS }, () => connect(gateway.port, '127.0.0.1').on('error', () => undefined));
  await Promise.all(clients.map((client) => once(client.pause(), 'connect')));
  for (const client of clients) client.write(request.repeat(REQUESTS));
}

const disconnected = async (): Promise<number> => {
  const text = await gateway.service.metrics.text();
  return Number(/sugang_connections_closed_total\{.*reason="stalled".*\} (\d+)/.exec(text)?.[1] ?? 0);
};

const buffered = (): number => {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return (arrayBuffers + heapUsed) / MIB;
};

async function mostBufferedDuring(work: Promise<unknown>): Promise<number> {
  let most = buffered();
  const timer = setInterval(() => (most = Math.max(most, buffered())), 10);
  await work;
  clearInterval(timer);
  return most;
}

describe('clients that send pipelined requests and read nothing', () => {
  it.each(['/docs/swagger-ui-bundle.js', '/api/v1/lectures/1'])(
    'occupy little memory and are disconnected: %s',
    async (path) => {
      gateway = await RunningGateway.start({ SUGANG_WRITE_TIMEOUT_MS: '800', SUGANG_RATE_LIMIT: 'off' });
      gateway.behind.lecture.answer = (_request, response) => void response.end(LARGE);
      const before = buffered();
      await attack(path);
      const most = await mostBufferedDuring(eventually(async () => expect(await disconnected()).toBe(CLIENTS)));
      expect(most - before).toBeLessThan(MAX_MIB);
    },
  );

  it('stay connected while they read (negative control)', async () => {
    gateway = await RunningGateway.start({ SUGANG_WRITE_TIMEOUT_MS: '5000', SUGANG_RATE_LIMIT: 'off' });
    await attack('/docs/swagger-ui-bundle.js');
    let read = 0;
    for (const client of clients) client.on('data', (chunk) => (read += chunk.length)).resume();
    await eventually(() => expect(read).toBeGreaterThan(CLIENTS * REQUESTS * 1.4 * MIB), { within: 20_000 });
    expect(await disconnected()).toBe(0);
  });
});
