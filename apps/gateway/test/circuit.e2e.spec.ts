import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

const PAUSE_MS = 1_500;
const UPSTREAM_TIMEOUT_MS = 3_000;

let gateway: RunningGateway;
beforeEach(async () => {
  gateway = await RunningGateway.start({
    SUGANG_UPSTREAM_TIMEOUT_MS: String(UPSTREAM_TIMEOUT_MS),
    SUGANG_UPSTREAM_CIRCUIT_MS: String(PAUSE_MS),
  });
});
afterEach(() => gateway.stop());

const call = async (path: string, init: RequestInit = {}) => {
  const began = performance.now();
  const answer = await fetch(`${gateway.url}${path}`, init);
  const body: any = await answer.json();
  return { status: answer.status, headers: answer.headers, body, took: performance.now() - began };
};
const payments = () => call('/api/v1/payments');
const times = (n: number) => Promise.all(Array.from({ length: n }, payments));
const metric = async (name: string): Promise<string[]> => {
  const text = await gateway.service.metrics.text();
  return text.split('\n').filter((line) => line.startsWith(`${name}{`) && line.includes('upstream="payment"'));
};
const state = async () => Number((await metric('sugang_upstream_circuit_state'))[0]?.split(' ')[1]);
const hang = () => {
  gateway.behind.payment.answer = () => undefined;
};
const asked = () => gateway.behind.payment.asked.splice(0).length;

describe('the circuit of a service', () => {
  it('opens when the service is down; then the gateway responds immediately without calling it, and other services are unaffected', async () => {
    await gateway.behind.payment.die();
    for (let n = 0; n < 10; n += 1) expect((await payments()).body.detail).toContain('is not responding');
    expect(await state()).toBe(2);
    await gateway.behind.payment.comeBack();
    const refused = await payments();
    expect(refused).toMatchObject({
      status: 503,
      body: { code: 'UNAVAILABLE', status: 503, detail: expect.stringContaining('for a while') },
    });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBe(Math.ceil(PAUSE_MS / 1000));
    expect(asked()).toBe(0);
    expect((await call('/api/v1/lectures')).status).toBe(200);
    const failures = (await metric('sugang_upstream_failures_total')).map((line) =>
      [/kind="(\w+)"/.exec(line)?.[1], line.split(' ')[1]].join(' '),
    );
    expect(failures).toEqual(['unreachable 10', 'cut_off 1']);
  });

  it('stays closed after nine failures, each of which called the service (negative control)', async () => {
    gateway.behind.payment.answer = (request) => request.socket.destroy();
    for (let n = 0; n < 9; n += 1) await call('/api/v1/payments', { method: 'POST' });
    expect([await state(), asked()]).toEqual([0, 9]);
  });

  it('closes after one successful request', async () => {
    await gateway.behind.payment.die();
    await times(10);
    await gateway.behind.payment.comeBack();
    await eventually(async () => expect((await payments()).status).toBe(200));
    expect([await state(), asked()]).toEqual([0, 1]);
  });

  it('sends one probe request to a hung service, and lets no other request wait for it', async () => {
    hang();
    const waited = await times(10);
    expect(waited.every(({ status, took }) => status === 503 && took >= UPSTREAM_TIMEOUT_MS)).toBe(true);
    expect([asked(), await state()]).toEqual([10, 2]);
    const meanwhile: ReturnType<typeof payments>[] = [];
    await eventually(() => {
      meanwhile.push(payments());
      expect(gateway.behind.payment.asked).toHaveLength(1);
    });
    const others = await times(20);
    expect(others.map(({ status, body }) => [status, body.detail])).toEqual(
      others.map(() => [503, expect.stringContaining('for a while')]),
    );
    expect([asked(), await state()]).toEqual([1, 1]);
    expect((await Promise.all(meanwhile)).every(({ status }) => status === 503)).toBe(true);
    expect(await state()).toBe(2);
  });

  it('stays closed for every response of a service', async () => {
    gateway.behind.payment.answer = (_request, response) => json(response, 503, { code: 'UNAVAILABLE' });
    await times(30);
    expect([await state(), asked()]).toEqual([0, 30]);
  });

  it('is not opened by clients that disconnect', async () => {
    // With a timeout longer than the test, so that only the clients end these requests.
    await gateway.stop();
    gateway = await RunningGateway.start({ SUGANG_UPSTREAM_TIMEOUT_MS: '60000' });
    hang();
    const leaving = new AbortController();
    const left: Promise<unknown>[] = [];
    await eventually(() => {
      left.push(call('/api/v1/payments', { signal: leaving.signal }).catch(() => 'left'));
      expect(gateway.behind.payment.asked.length).toBeGreaterThanOrEqual(20);
    });
    leaving.abort();
    await Promise.all(left);
    await eventually(() => expect(gateway.behind.payment.sockets.size).toBe(0));
    expect(await state()).toBe(0);
  });
});

describe('a hung service', () => {
  it('does not delay requests to other services', async () => {
    hang();
    const waiting = times(50);
    await eventually(() => expect(gateway.behind.payment.asked.length).toBe(50));
    const others = await Promise.all(Array.from({ length: 20 }, () => call('/api/v1/lectures')));
    expect(others.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(Math.max(...(await waiting).map(({ took }) => took))).toBeGreaterThanOrEqual(UPSTREAM_TIMEOUT_MS);
  });
});
