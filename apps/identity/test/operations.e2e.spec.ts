import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Verdict } from '#messaging';
import { eventually, tempDir } from '#testing';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

const REASON = 'The fault is corrected.';

describe('operations over HTTP', () => {
  const dataDir = tempDir('identity-operations');
  const simulated = { latency: { fromMs: 20, toMs: 20 }, failureRate: 0, down: false };
  let identity: RunningIdentity;
  let admin: string;
  let student: string;
  let verdict: () => Verdict;
  const consumed: string[] = [];
  beforeAll(async () => {
    identity = await runningIdentity({
      dataDir,
      env: { SUGANG_DEMO: 'true' },
      simulated,
    });
    admin = (await identity.logIn('admin@sugang.dev', 'sugang-demo')).body.accessToken;
    student = (await identity.logIn('mina@sugang.dev', 'sugang-demo')).body.accessToken;
    await identity.broker.subscribe({
      consumer: 'mypage',
      bindings: ['registration.#'],
      concurrency: 1,
      handle: async ({ id }) => {
        consumed.push(id);
        return verdict();
      },
    });
  });
  afterAll(() => identity.close());

  const get = (path: string, token = admin) => identity.call('GET', `/admin/${path}`, { token });
  const post = (path: string, body: unknown, token = admin) => identity.call('POST', `/admin/${path}`, { token, body });
  const parked = async () => (await get('parked-messages')).body.items;
  const audited = async () => (await get('audit?limit=1')).body.items[0];

  async function park(id: string): Promise<string> {
    verdict = () => ({ kind: 'park', reason: 'no such student' });
    await identity.broker.publish({ id, routingKey: 'registration.confirmed.v1', body: `{"name":"Mina"}` });
    await eventually(async () => expect(await parked()).toHaveLength(1));
    return `parked-messages/${encodeURIComponent(`mypage:${id}`)}`;
  }

  it.each(['parked-messages', 'parked-messages/a:b', 'audit', 'simulated-provider'])(
    'are for admins: %s',
    async (path) => {
      expect(await get(path, student)).toMatchObject({ status: 403 });
    },
  );

  it('list a parked message without its content, and record who reads it', async () => {
    const message = await park('message-1');
    expect(await parked()).toEqual([
      {
        id: 'mypage:message-1',
        consumer: 'mypage',
        routingKey: 'registration.confirmed.v1',
        attempts: 1,
        reason: 'no such student',
        parkedAt: expect.any(String),
      },
    ]);
    const shown = await get(message);
    expect(shown).toMatchObject({ body: { body: '{"name":"Mina"}' }, headers: { 'cache-control': 'no-store' } });
    expect(await audited()).toMatchObject({
      action: 'PARKED_MESSAGE_SHOWN',
      subject: 'mypage:message-1',
      adminName: 'Admin',
      reason: null,
      outcome: 'DONE',
    });
    expect((await post(`${message}/drop`, { reason: REASON })).status).toBe(204);
  });

  it('replay a parked message with a reason, which its consumer then processes', async () => {
    const message = await park('message-2');
    expect(await post(`${message}/replay`, {})).toMatchObject({ status: 400 });
    verdict = () => ({ kind: 'done' });
    expect((await post(`${message}/replay`, { reason: REASON })).status).toBe(204);
    await eventually(() => expect(consumed.filter((id) => id === 'message-2')).toHaveLength(2));
    expect(await parked()).toEqual([]);
    expect(await audited()).toMatchObject({ action: 'PARKED_MESSAGE_REPLAYED', reason: REASON, outcome: 'DONE' });
  });

  it('drop a parked message once, and record that the second attempt failed', async () => {
    const message = await park('message-3');
    expect((await post(`${message}/drop`, { reason: REASON })).status).toBe(204);
    expect(await audited()).toMatchObject({ action: 'PARKED_MESSAGE_DROPPED', outcome: 'DONE' });
    expect(await post(`${message}/drop`, { reason: REASON })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    expect(await audited()).toMatchObject({ action: 'PARKED_MESSAGE_DROPPED', outcome: 'FAILED' });
    expect(consumed.filter((id) => id === 'message-3')).toHaveLength(1);
  });

  it('change the behavior of the simulated provider in the same process', async () => {
    const slow = { latency: { fromMs: 2_000, toMs: 3_000 }, failureRate: 0.5, down: true };
    const put = (body: object) => identity.call('PUT', '/admin/simulated-provider', { token: admin, body });
    expect(await put({ ...slow, reason: REASON, latency: { fromMs: 9, toMs: 8 } })).toMatchObject({ status: 400 });
    expect(await put({ ...slow, reason: REASON })).toMatchObject({ status: 200, body: slow });
    expect(simulated).toEqual(slow);
    expect(await audited()).toMatchObject({ action: 'SIMULATED_PROVIDER_CHANGED', reason: REASON, details: slow });
  });

  it('record which accounts an admin creates and changes, without personal data', async () => {
    const account = { email: 'lee@sugang.dev', password: 'a first password', name: 'Lee', role: 'instructor' };
    const { body } = await post('accounts', account);
    expect(await audited()).toMatchObject({
      action: 'ACCOUNT_CREATED',
      subject: body.id,
      details: { role: 'instructor' },
    });
    const headers = { 'if-match': '"1"' };
    await identity.call('PATCH', `/admin/accounts/${body.id}`, { token: admin, body: { name: 'Dr. Lee' }, headers });
    expect(await audited()).toMatchObject({
      action: 'ACCOUNT_CHANGED',
      details: { fields: ['name'] },
      outcome: 'DONE',
    });
    expect(JSON.stringify((await get('audit')).body)).not.toMatch(/lee/i);
  });

  it('page the audit log, newest first', async () => {
    const all = (await get('audit?limit=100')).body.items;
    const first = (await get('audit?limit=3')).body;
    const rest = (await get(`audit?limit=100&cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items]).toEqual(all);
  });
});

describe('a process without the simulated provider', () => {
  const dataDir = tempDir('identity-elsewhere');

  it('does not have its switches', async () => {
    const identity = await runningIdentity({ dataDir, env: { SUGANG_DEMO: 'true' } });
    const { body } = await identity.logIn('admin@sugang.dev', 'sugang-demo');
    const state = { latency: { fromMs: 0, toMs: 0 }, failureRate: 0, down: true, reason: REASON };
    for (const sent of [
      ['GET', undefined],
      ['PUT', state],
    ] as const) {
      const request = { token: body.accessToken as string, ...(sent[1] && { body: sent[1] }) };
      expect(await identity.call(sent[0], '/admin/simulated-provider', request)).toMatchObject({ status: 404 });
    }
    await identity.close();
  });
});
