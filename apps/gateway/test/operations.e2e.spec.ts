import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { serviceNames } from '#contracts';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

const eventOf = (service: string, n: number) => ({
  id: `0193a5b0-0000-7000-8000-${String(n).padStart(12, '0')}`,
  service,
  name: `${service}.changed.v1`,
  subject: 'a subject',
  sequence: 1,
  time: '2027-03-02T01:00:00.000Z',
  correlationId: 'a-request',
  publishedAt: null,
});

describe('the state of the services behind the gateway', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start({ SUGANG_DISABLED_SERVICES: 'notification' });
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    for (const service of serviceNames)
      gateway.behind[service].answer = (_request, response) =>
        json(response, 200, { items: [{ service, state: 'READY' }] });
  });

  const get = async (path: string, role?: 'admin' | 'student') => {
    const headers = role && (await gateway.identity.headersFor({ sub: 'someone', role, name: 'Someone' }));
    const response = await fetch(`${gateway.url}/api/v1/admin/${path}`, { headers });
    return { status: response.status, body: (await response.json()) as { items: any[]; next?: string; code?: string } };
  };
  const stateOf = async (service: string) =>
    (await get('services', 'admin')).body.items.find((item) => item.service === service)?.state;

  it('is for admins only, also while no service responds', async () => {
    for (const service of serviceNames)
      gateway.behind[service].answer = (_request, response) => void response.destroy();
    expect(await get('services')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(await get('events', 'student')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    const { status, body } = await get('services', 'admin');
    expect([status, body.items.filter(({ state }) => state === 'AWAY').length]).toEqual([200, 5]);
  });

  it('includes the gateway itself and a service that is not installed', async () => {
    expect(await stateOf('gateway')).toBe('READY');
    expect(await stateOf('notification')).toBe('NOT_INSTALLED');
  });

  it.each([
    ['closes the connection', (response: any) => response.destroy()],
    ['fails', (response: any) => json(response, 500, {})],
    ['responds with something else', (response: any) => json(response, 200, { items: 'none' })],
    ['does not respond', () => undefined],
  ])('shows a service that %s as away, and the others as they are', async (_, answer) => {
    gateway.behind.payment.answer = (_request, response) => answer(response);
    expect(await stateOf('payment')).toBe('AWAY');
    expect(await stateOf('lecture')).toBe('READY');
  });

  it('merges the events of all services into pages, newest first', async () => {
    for (const service of serviceNames)
      gateway.behind[service].answer = (_request, response) => json(response, 200, { items: [], next: null });
    gateway.behind.lecture.answer = (_request, response) =>
      json(response, 200, { items: [eventOf('lecture', 5), eventOf('lecture', 2)], next: 'more' });
    gateway.behind.payment.answer = (_request, response) =>
      json(response, 200, { items: [eventOf('payment', 4), eventOf('payment', 1)], next: null });
    const { body } = await get('events?limit=3', 'admin');
    expect(body.items.map(({ service }) => service)).toEqual(['lecture', 'payment', 'lecture']);
    const cursor = JSON.parse(Buffer.from(body.next!, 'base64url').toString()) as object;
    expect(cursor).toEqual({ before: eventOf('lecture', 2).id });
  });

  it('passes on that the services refuse a query', async () => {
    const about = {
      type: 'https://sugang.dev/problems/invalid-request',
      title: 'Invalid',
      detail: 'Invalid.',
      status: 400,
    };
    const problem = { ...about, code: 'INVALID_REQUEST', instance: '/api/v1/admin/events', traceId: '' };
    for (const service of serviceNames)
      gateway.behind[service].answer = (_request, response) => json(response, 400, problem);
    expect(await get('events?limit=0', 'admin')).toEqual({ status: 400, body: problem });
  });
});
