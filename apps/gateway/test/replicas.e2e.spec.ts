import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';
import { json, StandIn } from './stand-in.js';

const PROBE = { SUGANG_UPSTREAM_PROBE_MS: '50' };
const NO_PROBE = { SUGANG_UPSTREAM_PROBE_MS: '600000' };

let replicas: [StandIn, StandIn];
let gateway: RunningGateway;

async function start(env: Record<string, string>): Promise<void> {
  gateway = await RunningGateway.start({ SUGANG_LECTURE_URL: replicas.map(({ url }) => url).join(','), ...env });
}
beforeEach(async () => {
  replicas = [await StandIn.start(), await StandIn.start()];
});
afterEach(async () => {
  await Promise.all([gateway.stop(), ...replicas.map((replica) => replica.die())]);
});

const get = async (path = '/api/v1/lectures') => (await fetch(`${gateway.url}${path}`)).status;
const many = async (times: number) => {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) statuses.push(await get());
  return statuses;
};
const asked = () => replicas.map((replica) => replica.asked.splice(0).length);
const inUse = async () => {
  const text = await gateway.service.metrics.text();
  return replicas.map(({ url }) => new RegExp(`sugang_upstream_ready{[^}]*address="${url}"[^}]*} 1`).test(text));
};

describe('the replicas of a service', () => {
  it('share the requests evenly', async () => {
    await start(PROBE);
    await many(10);
    expect(asked()).toEqual([5, 5]);
  });

  it('receive fewer requests while they have more pending ones', async () => {
    await start(PROBE);
    const [busy, idle] = replicas;
    const finish: (() => void)[] = [];
    busy.answer = (_request, response) => void finish.push(() => json(response, 200, {}));
    const waiting = Promise.all([get(), get()]);
    await eventually(() => expect(finish).toHaveLength(1));
    asked();
    expect(new Set(await many(6))).toEqual(new Set([200]));
    expect([busy.asked.length, idle.asked.length]).toEqual([0, 6]);
    busy.answer = (_request, response) => json(response, 200, {});
    finish.forEach((end) => end());
    expect(await waiting).toEqual([200, 200]);
    await many(4);
    expect(asked()).toEqual([2, 8]);
  });

  it('count a stream as pending until it ends', async () => {
    await start(PROBE);
    let ended: Promise<unknown>;
    replicas.forEach((replica) => {
      replica.answer = (_request, response) => {
        ended = once(response, 'close');
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      };
    });
    const leaving = new AbortController();
    await fetch(`${gateway.url}/api/v1/lectures/1`, { signal: leaving.signal });
    const streaming = replicas.findIndex(({ asked: of }) => of.length === 1);
    replicas.forEach((replica) => (replica.answer = (_request, response) => json(response, 200, {})));
    asked();
    await many(6);
    expect(asked()[streaming]).toBe(0);
    leaving.abort();
    await ended!;
    await many(6);
    expect(asked()).toEqual([3, 3]);
  });

  it('receive no requests until they are ready', async () => {
    await start(PROBE);
    replicas[0].ready = false;
    await eventually(async () => expect(await inUse()).toEqual([false, true]));
    asked();
    await many(6);
    expect(asked()).toEqual([0, 6]);
    replicas[0].ready = true;
    await eventually(async () => expect(await inUse()).toEqual([true, true]));
    await many(6);
    expect(asked()).toEqual([3, 3]);
  });

  it('receive requests without a readiness probe (negative control)', async () => {
    await start(NO_PROBE);
    await eventually(() => expect(replicas[0].probed).toBe(1));
    replicas[0].ready = false;
    await many(6);
    expect(asked()).toEqual([3, 3]);
  });

  it('are taken out of use when their probes time out', async () => {
    await start(PROBE);
    replicas[1].ready = 'silent';
    await eventually(async () => expect(await inUse()).toEqual([true, false]), { within: 10_000 });
  });

  it('still receive requests when none is ready, because their own response is more precise', async () => {
    await start(PROBE);
    replicas.forEach((replica) => (replica.ready = false));
    await eventually(async () => expect(await inUse()).toEqual([false, false]));
    replicas.forEach((replica) => (replica.answer = (_request, response) => json(response, 503, { code: 'THEIRS' })));
    expect(await (await fetch(`${gateway.url}/api/v1/lectures`)).json()).toEqual({ code: 'THEIRS' });
  });
});

describe('a replica that dies', () => {
  it('costs no request, not even a POST without a key, and receives requests again when it is back', async () => {
    await start(PROBE);
    await many(2);
    await replicas[0].die();
    await eventually(() => expect(replicas[0].sockets.size).toBe(0));
    asked();
    const post = { method: 'POST', body: '{}' };
    expect((await fetch(`${gateway.url}/api/v1/admin/lectures`, post)).status).toBe(200);
    expect(new Set(await many(10))).toEqual(new Set([200]));
    expect(asked()).toEqual([0, 11]);
    expect(await inUse()).toEqual([false, true]);
    await replicas[0].comeBack();
    await eventually(async () => expect(await inUse()).toEqual([true, true]));
    await many(6);
    expect(asked()).toEqual([3, 3]);
  });

  it('is not used again without a readiness probe (negative control)', async () => {
    await start(NO_PROBE);
    await eventually(() => expect(replicas[0].probed).toBe(1));
    await replicas[0].die();
    await many(4);
    expect(await inUse()).toEqual([false, true]);
    await replicas[0].comeBack();
    asked();
    await many(6);
    expect(asked()).toEqual([0, 6]);
  });

  it('during a POST without a key fails that request, which is not sent to another replica', async () => {
    await start(PROBE);
    for (const replica of replicas) replica.answer = (request) => request.socket.destroy();
    const posted = await fetch(`${gateway.url}/api/v1/admin/lectures`, { method: 'POST', body: '{}' });
    expect([posted.status, asked().sort()]).toEqual([503, [0, 1]]);
  });

  it('during a POST with a key has that request retried once at another replica', async () => {
    await start(PROBE);
    for (const replica of replicas) replica.answer = (request) => request.socket.destroy();
    const keyed = { method: 'POST', body: '{}', headers: { 'idempotency-key': 'parks-try' } };
    const posted = await fetch(`${gateway.url}/api/v1/admin/lectures`, keyed);
    expect([posted.status, asked()]).toEqual([503, [1, 1]]);
  });
});
