import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '#contracts';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

const parts: Record<ServiceName, string[]> = {
  registration: ['/api/v1/registrations', '/api/v1/lectures/{id}/availability'],
  payment: ['/api/v1/payments', '/internal/payments'],
  lecture: ['/api/v1/lectures', '/api/v1/lectures/{id}'],
  mypage: ['/api/v1/mypage'],
  notification: ['/api/v1/mypage/notifications'],
  identity: ['/api/v1/auth/login', '/.well-known/jwks.json'],
};

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  for (const [service, paths] of Object.entries(parts)) {
    const described = paths.map((path) => [path, { get: { operationId: `${service}.get`, responses: {} } }]);
    gateway.behind[service as ServiceName].answer = (_request, response) =>
      json(response, 200, {
        openapi: '3.1.0',
        info: { title: service, version: '1' },
        paths: Object.fromEntries(described),
      });
  }
});
afterAll(() => gateway.stop());

const get = (path: string) => fetch(`${gateway.url}${path}`);
const pathsOf = async (): Promise<string[]> => Object.keys(((await (await get('/openapi.json')).json()) as any).paths);

describe('the gateway itself', () => {
  it.each(['/health/live', '/health/startup', '/health/ready'])('answers %s without asking anybody', async (path) => {
    const answer = await get(path);
    expect([answer.status, ((await answer.json()) as any).status]).toEqual([200, 'ok']);
    expect(Object.values(gateway.behind).flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('welcomes at /, shows the reference at /docs and the events at /docs/events', async () => {
    for (const path of ['/', '/docs', '/docs/events']) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect(await (await get('/')).text()).toContain('<a href="/docs">');
    expect(await (await get('/docs/events')).text()).toContain('<code>registration.confirmed.v1</code>');
    expect(await (await get('/asyncapi.json')).json()).toMatchObject({ asyncapi: expect.stringMatching(/^3/) });
  });

  it('answers only GET and HEAD there', async () => {
    const answer = await fetch(`${gateway.url}/docs`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('tells its figures, by service and never by path', async () => {
    await (await get('/api/v1/lectures/0193a5b0')).text();
    const text = await (await get('/metrics')).text();
    const told = text.split('\n').filter((line) => line.startsWith('sugang_upstream_seconds_count'));
    expect(told).toEqual([
      'sugang_upstream_seconds_count{service="gateway",upstream="lecture",method="GET",code="200"} 1',
    ]);
    expect(text).not.toContain('0193a5b0');
  });
});

describe('the reference of all services', () => {
  it('lacks the parts of services that have been down since the start, and gets them when they are up', async () => {
    await gateway.behind.notification.die();
    expect((await pathsOf()).sort()).toEqual(
      Object.values({ ...parts, notification: [] })
        .flat()
        .filter((path) => path !== '/internal/payments')
        .sort(),
    );
    await gateway.behind.notification.comeBack();
    await eventually(async () => expect(await pathsOf()).toContain('/api/v1/mypage/notifications'));
  });

  it('keeps the part of a service that goes down', async () => {
    await gateway.behind.payment.die();
    expect(await pathsOf()).toContain('/api/v1/payments');
    await gateway.behind.payment.comeBack();
  });
});
