import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Log } from '#platform';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';

let gateway: RunningGateway;
let lines: string[] = [];
beforeAll(async () => {
  gateway = await RunningGateway.start();
  const log = Log.open({ service: 'gateway', level: 'info', destination: { write: (line) => void lines.push(line) } });
  Object.assign(gateway.service.app.get(Log), log);
});
afterAll(() => gateway.stop());
beforeEach(() => {
  lines = [];
});
afterEach(() => Object.values(gateway.behind).forEach(({ asked }) => asked.splice(0)));

async function send(text: string): Promise<Socket> {
  const socket = connect(gateway.port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

const failures = async (): Promise<string[]> =>
  (await gateway.service.metrics.text())
    .split('\n')
    .filter((line) => line.startsWith('sugang_upstream_failures_total{'));

describe('a header that must be sent only once', () => {
  it.each([
    ['Host', 'Host: evil.example\r\n'],
    ['Authorization', 'Authorization: Bearer a\r\nAuthorization: Bearer b\r\n'],
    ['Idempotency-Key', 'Idempotency-Key: a\r\nidempotency-key: b\r\n'],
  ])('is rejected when repeated, and reaches no service: %s', async (name, headers) => {
    const socket = await send(`POST /api/v1/registrations HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`);
    let answer = '';
    await once(
      socket.on('data', (chunk) => (answer += String(chunk))),
      'close',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`/header/${name}`);
    expect(gateway.behind.registration.asked).toEqual([]);
  });
});

describe('a client that disconnects', () => {
  it('while it sends its request is not logged as a fault', async () => {
    const head =
      'POST /api/v1/registrations HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n';
    const closed = new Promise<void>((resolve) =>
      gateway.service.fastify.server.once('request', (request) => request.once('close', resolve)),
    );
    const socket = await send(`${head}half`);
    await once(gateway.service.fastify.server, 'request');
    socket.end();
    await closed;
    expect((await fetch(`${gateway.url}/api/v1/lectures`)).status).toBe(200);
    expect([lines, await failures()]).toEqual([[], []]);
  });

  it.each(['before the response', 'during the response'])('%s is not logged as a fault', async (when) => {
    gateway.behind.lecture.answer = (_request, response) => {
      if (when === 'during the response') response.writeHead(200, { 'content-type': 'text/csv' }).write('half');
    };
    const socket = await send('GET /api/v1/lectures/1 HTTP/1.1\r\nHost: x\r\n\r\n');
    if (when === 'during the response') await once(socket, 'data');
    await eventually(() => expect(gateway.behind.lecture.asked).toHaveLength(1));
    socket.resetAndDestroy();
    await eventually(() => expect(gateway.behind.lecture.sockets.size).toBe(0));
    expect((await fetch(`${gateway.url}/api/v1/payments`)).status).toBe(200);
    expect([lines, await failures()]).toEqual([[], []]);
  });
});
