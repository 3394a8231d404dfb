import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { services } from '#contracts';
import { eventually, freePort } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { systemOfManyStudents } from '../support/many-students.js';
import { ServiceProcess } from '../support/service-process.js';

const STUDENTS = 1_000;
const LECTURES = 5;
const SEATS = 20;

describe('the opening minute', () => {
  let many: Awaited<ReturnType<typeof systemOfManyStudents>>;
  let gateway: ServiceProcess;
  let keys: Server;

  beforeAll(async () => {
    many = await systemOfManyStudents({ env: { SUGANG_RATE_LIMIT: 'off' } });
    keys = createServer((_request, response) => response.end(JSON.stringify(many.jwks))).listen(0, '127.0.0.1');
    await once(keys, 'listening');
    const upstreams = Object.keys(services).map((name) => [`SUGANG_${name.toUpperCase()}_URL`, many.system.url]);
    gateway = await ServiceProcess.of('gateway', {
      ...Object.fromEntries(upstreams),
      SUGANG_RATE_LIMIT: 'off',
      SUGANG_JWKS_URL: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`,
    });
    await gateway.start();
  }, 60_000);
  afterAll(async () => {
    await Promise.all([gateway?.stop(), many?.system.stop()]);
    keys?.close();
    many?.system.forget();
  });

  it('assigns every seat once and refuses the others, without an error by the gateway or a service', async () => {
    const park = await Client.login(many.system.url, 'park@sugang.dev');
    const lectures = await Promise.all(
      Array.from({ length: LECTURES }, async () => {
        const { body } = await park.post('/admin/lectures', lectureBody({ capacity: SEATS }));
        return body.id as string;
      }),
    );
    await eventually(async () => {
      for (const id of lectures) expect((await park.get(`/lectures/${id}/availability`)).status).toBe(200);
    });
    const students = await Promise.all(Array.from({ length: STUDENTS }, (_, n) => many.student(`early-${n}`)));
    const answers = await Promise.all(
      students.map(({ token }, n) => new Client(gateway.url, token, `early-${n}`).register(lectures[n % LECTURES]!)),
    );
    const seats = answers.filter(({ status }) => status === 201 || status === 202).length;
    const full = answers.filter(({ body }) => body?.code === 'LECTURE_FULL').length;
    const others = answers.filter(({ status }) => ![201, 202, 409].includes(status)).map(({ status }) => status);
    expect(others).toEqual([]);
    expect([seats, full]).toEqual([LECTURES * SEATS, STUDENTS - LECTURES * SEATS]);
  }, 120_000);

  it('completes a thousand connections while the process is too busy to accept them', async () => {
    const busy = await ServiceProcess.of('gateway', { SUGANG_JWKS_URL: `http://127.0.0.1:${await freePort()}` });
    await busy.start();
    busy.freeze();
    const sockets = Array.from({ length: 1_000 }, () => connect(busy.port, '127.0.0.1'));
    try {
      await Promise.all(
        sockets.map((socket: Socket) => once(socket, 'connect', { signal: AbortSignal.timeout(10_000) })),
      );
    } finally {
      for (const socket of sockets) socket.on('error', () => undefined).destroy();
      await busy.stop();
    }
  }, 30_000);
});
