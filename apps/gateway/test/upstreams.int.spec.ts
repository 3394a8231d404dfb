import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Route } from '#contracts';
import { Log } from '#platform';
import { timeoutPolicy } from '../src/proxy/upstream.js';
import { Upstreams } from '../src/proxy/upstreams.js';
import { json, StandIn } from './stand-in.js';

const route: Route = { path: '/api/v1/mypage/**', service: 'mypage' };

let standIn: StandIn;
let second: StandIn | undefined;
let upstreams: Upstreams;

function open({ silence = 75_000, maxWaiting = 100 } = {}): void {
  const timeouts = timeoutPolicy(1_000, 3_000);
  upstreams = new Upstreams({
    addresses: { mypage: [standIn.url, ...(second ? [second.url] : [])] },
    timeouts: { ...timeouts, 'as a stream': { ...timeouts['as a stream'], idle: silence } },
    circuitPauseMs: 5_000,
    maxWaiting,
    log: Log.silent(),
  });
}

const ask = (of: Partial<Route> = {}, method = 'GET') => {
  const request = { method, path: '/', headers: {} } as const;
  return upstreams
    .of('mypage')
    .send(request, { route: { ...route, ...of }, disconnected: new AbortController().signal });
};

beforeEach(async () => {
  standIn = await StandIn.start();
});
afterEach(async () => {
  await Promise.all([standIn.die(), second?.die(), upstreams.close()]);
  second = undefined;
});

describe('the response timeout', () => {
  const after = (ms: number) => {
    standIn.answer = (_request, response) => void setTimeout(() => json(response, 200, {}), ms);
  };

  it('is longer on routes that include a payment', async () => {
    open();
    after(1_600);
    await expect(ask()).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    const { statusCode, body } = await ask({ answer: 'after a payment' });
    expect(statusCode).toBe(200);
    await body.dump();
  });

  it('aborts a stream without a heartbeat, and keeps one with a heartbeat', async () => {
    open({ silence: 400 });
    let beat: NodeJS.Timeout | undefined;
    standIn.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      beat = setInterval(() => response.write(':\n\n'), 100);
    };
    const { body } = await ask({ answer: 'as a stream' });
    const began = performance.now();
    const stopped = setTimeout(() => clearInterval(beat), 1_200);
    await expect(body.text()).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' });
    expect(performance.now() - began).toBeGreaterThan(1_200);
    clearTimeout(stopped);
  });
});

describe('the queue of requests to one service', () => {
  it('rejects requests over its limit immediately, and accepts new ones when others complete', async () => {
    open({ maxWaiting: 2 });
    const finish: (() => void)[] = [];
    standIn.answer = (_request, response) => void finish.push(() => json(response, 200, {}));
    const waiting = [ask(), ask()];
    await expect(ask()).rejects.toThrow('2 requests wait for mypage');
    while (finish.length < 2) await new Promise(setImmediate);
    finish.forEach((end) => end());
    for (const { body } of await Promise.all(waiting)) await body.dump();
    standIn.answer = (_request, response) => json(response, 200, {});
    expect((await ask()).statusCode).toBe(200);
  });

  it('counts requests as pending until their responses have ended', async () => {
    open();
    const [address] = upstreams.of('mypage').addresses;
    for (const [method, status] of [
      ['GET', 200],
      ['HEAD', 200],
      ['GET', 204],
      ['GET', 304],
    ] as const) {
      standIn.answer = (_request, response) => void response.writeHead(status).end(status === 200 ? '{}' : undefined);
      const { body } = await ask({}, method);
      await body.dump();
    }
    expect(address!.pending).toEqual({ request: 0, stream: 0 });
    standIn.answer = (request) => request.socket.destroy();
    await expect(ask()).rejects.toThrow();
    expect(address!.pending).toEqual({ request: 0, stream: 0 });
  });
});

describe('the choice between several addresses', () => {
  it('distributes streams evenly, and distributes other requests evenly regardless of the streams', async () => {
    second = await StandIn.start();
    open();
    const counts = () => upstreams.of('mypage').addresses.map(({ pending }) => pending);
    for (const each of [standIn, second]) each.answer = (_request, response) => response.writeHead(200).flushHeaders();
    const askFourTimes = async (of?: Partial<Route>) => {
      for (let n = 0; n < 4; n++) (await ask(of)).body.on('error', () => undefined);
    };
    await askFourTimes({ answer: 'as a stream' });
    expect(counts()).toEqual([
      { request: 0, stream: 2 },
      { request: 0, stream: 2 },
    ]);
    upstreams.of('mypage').addresses[0]!.pending.stream += 100;
    await askFourTimes();
    expect(counts().map(({ request }) => request)).toEqual([2, 2]);
  });
});
