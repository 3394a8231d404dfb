import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { guardedServer, type ConnectionLimits } from './guarded-server.js';

const WRITE_TIMEOUT_MS = 400;
const LARGE = Buffer.alloc(16 * 1024 * 1024);
const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

let server: Server;
let closed: string[];
let clients: Socket[] = [];
afterEach(async () => {
  clients.forEach((client) => client.destroy());
  clients = [];
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function listen(handle: RequestListener, limits: Partial<ConnectionLimits> = {}): Promise<void> {
  closed = [];
  server = guardedServer(handle, { writeTimeoutMs: WRITE_TIMEOUT_MS, ...limits }, (reason) => closed.push(reason));
  await once(server.listen(0, '127.0.0.1'), 'listening');
}

/** A client that reads nothing until it is resumed. */
async function client(text = ''): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  clients.push(socket);
  socket.on('error', () => undefined).pause();
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(socket.resume(), 'close');
  return text;
}

const open = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

describe('pipelined requests of one connection', () => {
  it('handles pipelined requests of one connection one after the other', async () => {
    let [atOnce, most, number] = [0, 0, 0];
    await listen((request, response) => {
      most = Math.max(most, (atOnce += 1));
      const last = request.headers.connection === 'close';
      setTimeout(() => {
        atOnce -= 1;
        response.end(`<${(number += 1)}>${last ? '' : ' '}`);
      }, 5);
    });
    const text = await textOf(await client(`${GET.repeat(9)}GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    expect([most, text.match(/<\d+>/g)]).toEqual([1, Array.from({ length: 10 }, (_, n) => `<${n + 1}>`)]);
  });

  it('closes a connection with too many pipelined requests without handling the excess', async () => {
    let handled = 0;
    await listen(() => (handled += 1));
    await textOf(await client(GET.repeat(2_000)));
    expect([handled, closed]).toEqual([1, ['pipelined']]);
  });

  it('does not limit requests across connections (negative control)', async () => {
    await listen((_request, response) => response.end('done'));
    const texts = await Promise.all(
      Array.from({ length: 40 }, async () =>
        textOf(await client(GET.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))),
      ),
    );
    expect([texts.every((text) => text.includes('200 OK')), closed]).toEqual([true, []]);
  });
});

describe('a connection whose client reads nothing', () => {
  it('closes a connection whose client reads nothing after the timeout', async () => {
    await listen((_request, response) => response.end(LARGE));
    await client(GET);
    await eventually(() => expect(closed).toEqual(['stalled']));
    await eventually(async () => expect(await open()).toBe(0));
  });

  it('closes a connection whose client reads nothing although a stream keeps writing heartbeats', async () => {
    let beats: NodeJS.Timeout | undefined;
    await listen((_request, response) => {
      response.write(LARGE);
      beats = setInterval(() => response.write(':\n\n'), 20);
    });
    await client(GET);
    await eventually(() => expect(closed).toEqual(['stalled']));
    clearInterval(beats);
  });

  it('closes a connection whose client reads nothing but keeps sending', async () => {
    await listen((_request, response) => response.end(LARGE));
    const socket = await client(`${GET}GET / HTTP/1.1\r\n`);
    const drops = setInterval(() => socket.write('X-Drop: 1\r\n'), 20);
    await eventually(() => expect(closed).toEqual(['stalled']));
    clearInterval(drops);
  });

  it('keeps a connection open while its client reads slowly (negative control)', async () => {
    await listen((_request, response) => response.end(LARGE));
    const socket = await client(GET);
    let read = 0;
    socket.on('data', (chunk) => {
      read += chunk.length;
      socket.pause();
    });
    socket.pause();
    const began = performance.now();
    while (performance.now() - began < 4 * WRITE_TIMEOUT_MS) {
      socket.resume();
      await sleep(5);
    }
    expect([closed, read < LARGE.length]).toEqual([[], true]);
  });

  it('keeps a quiet stream open', async () => {
    await listen((_request, response) => void response.write(':\n\n'));
    await client(GET);
    await sleep(3 * WRITE_TIMEOUT_MS);
    expect([closed, await open()]).toEqual([[], 1]);
  });
});

describe('connections from one address', () => {
  it('refuses connections above the limit of their address with a problem, until another one closes', async () => {
    await listen((_request, response) => response.end('done'), { perAddress: 2 });
    const [first] = [await client(), await client()];
    const refused = await textOf(await client());
    expect(refused).toMatch(/^HTTP\/1\.1 429 /);
    expect(JSON.parse(refused.split('\r\n\r\n')[1]!)).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    first.destroy();
    await eventually(async () => expect(await open()).toBe(1));
    await client(GET);
    expect([closed, await open()]).toEqual([['too_many'], 2]);
  });
});
