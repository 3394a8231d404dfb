import { Agent, request as httpRequest, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';
import { bodyOf, json } from './stand-in.js';

let gateway: RunningGateway;
beforeEach(async () => {
  gateway = await RunningGateway.start();
});
afterEach(() => gateway.stop());

describe('a gateway that shuts down', () => {
  it('completes pending requests, and answers with Connection: close', async () => {
    let finish!: () => void;
    const asked = new Promise<void>((resolve) => {
      gateway.behind.registration.answer = (_request, response) => {
        finish = () => json(response, 201, { status: 'CONFIRMED' });
        resolve();
      };
    });
    const underWay = fetch(`${gateway.url}/api/v1/registrations`, { method: 'POST', body: '{}' });
    await asked;
    gateway.service.beginShutdown();
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(503);
    const meanwhile = await fetch(`${gateway.url}/api/v1/lectures`);
    expect([meanwhile.status, meanwhile.headers.get('connection')]).toEqual([200, 'close']);
    const rest = gateway.service.close();
    await eventually(async () => expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow());
    finish();
    const answer = await underWay;
    expect([answer.status, answer.headers.get('connection'), await answer.json()]).toEqual([
      201,
      'close',
      { status: 'CONFIRMED' },
    ]);
    await rest;
    await eventually(() => expect(gateway.behind.registration.sockets.size).toBe(0));
  });

  it('closes open streams immediately, so that clients reconnect elsewhere', async () => {
    const streams: ServerResponse[] = [];
    gateway.behind.mypage.answer = (_request, response) => {
      streams.push(response);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
    };
    const open = () => fetch(`${gateway.url}/api/v1/mypage/stream`, { headers: { accept: 'text/event-stream' } });
    const before = await open();
    gateway.service.beginShutdown();
    expect(await before.text()).toBe('data: 1\n\n');
    expect(await (await open()).text()).toMatch(/^(data: 1\n\n)?$/);
    await eventually(() => expect(streams.map((stream) => stream.destroyed)).toEqual([true, true]));
    const began = performance.now();
    await gateway.service.close();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('loses no request of clients with keep-alive connections', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const ask = () =>
      new Promise<number>((resolve, reject) => {
        const options = { host: '127.0.0.1', port: gateway.port, path: '/api/v1/lectures', agent };
        httpRequest(options, (answer) => void bodyOf(answer).then(() => resolve(answer.statusCode!), reject))
          .on('error', reject)
          .end();
      });
    const statuses: number[] = [];
    let on = true;
    const clients = Array.from({ length: 4 }, async () => {
      while (on) statuses.push(await ask());
    });
    await eventually(() => expect(statuses.length).toBeGreaterThan(50));
    gateway.service.beginShutdown();
    const soFar = statuses.length;
    await eventually(() => expect(statuses.length).toBeGreaterThan(soFar + 50));
    on = false; // as when the load balancer has noticed
    await Promise.all(clients);
    await gateway.service.close();
    expect(new Set(statuses)).toEqual(new Set([200]));
    agent.destroy();
  });
});
