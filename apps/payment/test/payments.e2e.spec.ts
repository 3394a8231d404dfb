import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cast, eventually, tempDir } from '#testing';
import { attemptId, chargeOf, minasRegistration } from './cast.js';
import { RunningPayment } from './running-payment.js';

/** SQLite deletes its WAL files when a connection closes. */
function emptyIfDeleted(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

describe('the payment service', () => {
  const dir = tempDir('payment');
  let run = 0;
  let payment: RunningPayment;
  const start = (env?: Record<string, string>) => RunningPayment.start(join(dir, String(run)), env);

  beforeEach(async () => {
    run += 1;
    payment = await start();
  });
  afterEach(() => payment.stop());

  const nth = (n: number) => `0193a5b0-7c1e-7d4a-9b56-0c8f6e2f4${String(n).padStart(3, '0')}`;
  const paid = (n: number, studentId: string) =>
    payment.charge(1, { paymentId: nth(n), registrationId: nth(100 + n), studentId });
  const status = async (id = attemptId(1)) => (await payment.get(`/payments/${id}`, cast.mina)).body.status;

  describe('charging over RPC', () => {
    it('captures, answers, and publishes the payment with the correlation id of the request', async () => {
      const answer = await payment.charge(1, { correlationId: 'mina-registers' });

      expect(answer).toMatchObject({ outcome: 'COMPLETED', payment: { id: attemptId(1), status: 'COMPLETED' } });
      await eventually(() =>
        expect(payment.events.named('payment.completed')).toMatchObject([
          { subject: attemptId(1), sequence: 2, correlationid: 'mina-registers', data: { status: 'COMPLETED' } },
        ]),
      );
    });

    it('answers a decline as a result, not as an error', async () => {
      expect(await payment.charge(1, { token: 'tok_declined' })).toMatchObject({ outcome: 'DECLINED' });
      await eventually(() => expect(payment.events.named('payment.declined')).toHaveLength(1));
    });

    it('captures once for fifty requests with one key', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => payment.charge(1)));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await payment.metrics()).toMatch(/sugang_provider_call_seconds_count\{.*call="charge".*\} 1/);
    });

    it.each([
      ['an empty request', {}],
      ['text', 'charge'],
      ['no amount', { ...chargeOf(1), amount: undefined }],
      ['a negative amount', { ...chargeOf(1), amount: { amount: -1, currency: 'KRW' } }],
      ['a foreign field', { ...chargeOf(1), admin: true }],
    ])('rejects %s without repeating the payload', async (_, request) => {
      await expect(payment.send(request)).rejects.toMatchObject({
        message: expect.stringMatching(/^not a charge request: /),
      });
      expect((await payment.get('/payments', cast.admin)).body.items).toEqual([]);
    });

    it('removes a card token from its files once the attempt is settled and never publishes it', async () => {
      await payment.charge(1, { token: 'tok_card_secret_4242' });
      await payment.charge(1, { registrationId: nth(2), paymentId: nth(3), token: 'tok_error_secret_4242' });
      await eventually(() => expect(payment.events.all()).toHaveLength(2));
      expect(JSON.stringify(payment.events.all())).not.toContain('4242');
      await payment.stop();

      const directory = join(dir, String(run));
      for (const file of await readdir(directory)) {
        const content = await readFile(join(directory, file), 'latin1').catch(emptyIfDeleted);
        expect(content).not.toContain('4242');
      }
      payment = await start();
    });
  });

  describe('consuming the end of a registration', () => {
    it.each(['registration.canceled', 'registration.expired', 'registration.declined'] as const)(
      'refunds its payment with the correlation id of the event (%s)',
      async (name) => {
        await payment.charge(1, { correlationId: 'mina-registers' });
        await payment.receive(name, minasRegistration);

        await eventually(async () => expect(await status()).toBe('CANCELED'));
        await eventually(() =>
          expect(payment.events.named('payment.canceled')).toMatchObject([
            { correlationid: 'mina-cancels', sequence: 4, data: { completedAt: expect.any(String) } },
          ]),
        );
        expect(payment.events.named('payment.completed').map(({ data }) => data.cancelRequestedAt !== null)).toEqual([
          false,
          true,
        ]);
      },
    );

    it('refuses later charges for it', async () => {
      await payment.receive('registration.expired', minasRegistration);

      await eventually(async () =>
        expect(await payment.metrics()).toMatch(/sugang_events_consumed_total\{.*result="applied".*\} 1/),
      );

      expect(await payment.charge(1)).toMatchObject({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
    });

    it('processes a duplicate event once', async () => {
      await payment.charge(1);
      const id = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f9001';
      await payment.receive('registration.canceled', minasRegistration, { id });
      await payment.receive('registration.canceled', minasRegistration, { id });

      await eventually(() => expect(payment.events.named('payment.canceled')).toHaveLength(1));
      await eventually(async () =>
        expect(await payment.metrics()).toMatch(/sugang_events_consumed_total\{.*result="duplicate".*\} 1/),
      );
      expect(payment.events.named('payment.completed').map(({ sequence }) => sequence)).toEqual([2, 3]);
    });

    it('ignores re-published states', async () => {
      await payment.receive('registration.canceled', minasRegistration, { resync: 'for-mypage' });
      await payment.receive('registration.canceled', nth(2));
      await eventually(async () =>
        expect(await payment.metrics()).toMatch(/sugang_events_consumed_total\{.*result="applied".*\} 1/),
      );

      expect(await payment.charge(1)).toMatchObject({ outcome: 'COMPLETED' });
    });

    it('refunds even if the provider fails many times', async () => {
      await payment.charge(1);
      await payment.stop();
      payment = await start({ SUGANG_PROVIDER_FAILURE_RATE: '1' });
      await payment.receive('registration.canceled', minasRegistration);
      await eventually(async () =>
        expect(await payment.metrics()).toMatch(/sugang_refund_tries_total\{outcome="unknown",.*\} [2-9]/),
      );
      await payment.stop();
      payment = await start();

      await eventually(async () => expect(await status()).toBe('CANCELED'), { within: 15_000 });
    });
  });

  it('completes a slow charge by event after its caller has given up', async () => {
    expect(await payment.charge(1, { token: 'tok_slow' }, 100)).toMatchObject({ outcome: 'UNKNOWN' });
    expect(await status()).toBe('PENDING');
    await eventually(() => expect(payment.events.named('payment.completed')).toHaveLength(1));
    expect(await status()).toBe('COMPLETED');
  });

  describe('reading payments over HTTP', () => {
    beforeEach(async () => {
      for (const n of [1, 2, 3]) await paid(n, cast.mina.sub);
      await paid(4, cast.joon.sub);
    });

    it('shows students their own payments, newest first, page by page', async () => {
      const first = await payment.get('/payments?limit=2', cast.mina);
      const second = await payment.get(`/payments?limit=2&cursor=${first.body.next}`, cast.mina);

      expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([nth(3), nth(2)]);
      expect(second.body).toMatchObject({ items: [{ id: nth(1) }], next: null });
    });

    it('shows one payment as it was published', async () => {
      const { body } = await payment.get(`/payments/${nth(1)}`, cast.mina);

      expect(body).toEqual(payment.events.named('payment.completed').find(({ subject }) => subject === nth(1))!.data);
    });

    it('lists the payments of one registration', async () => {
      const { body } = await payment.get(`/payments?registrationId=${nth(102)}`, cast.mina);

      expect(body).toMatchObject({ items: [{ id: nth(2) }], next: null });
    });

    it('hides payments of other students and shows admins all payments', async () => {
      expect(await payment.get(`/payments/${nth(4)}`, cast.mina)).toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND' },
      });
      expect((await payment.get(`/payments?registrationId=${nth(104)}`, cast.mina)).body.items).toEqual([]);
      expect((await payment.get(`/payments/${nth(4)}`, cast.admin)).status).toBe(200);
      expect((await payment.get('/payments', cast.admin)).body.items).toHaveLength(4);
    });

    it('is for students and admins only', async () => {
      expect(await payment.get('/payments')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
      expect(await payment.get('/payments', cast.drPark)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      expect((await payment.get(`/payments/${nth(1)}`, cast.drPark)).status).toBe(403);
    });

    it.each([
      '/payments?limit=0',
      '/payments?limit=101',
      '/payments?limit=',
      '/payments?status=COMPLETED',
      '/payments?registrationId=1',
      "/payments?registrationId=' OR 1=1 --",
      '/payments?registrationId[$ne]=1',
      '/payments?cursor=nonsense',
      `/payments?cursor=${Buffer.from('{"createdAt":"1","id":"2"}').toString('base64url')}`,
      '/payments/1',
      '/payments/__proto__',
    ])('rejects %s', async (path) => {
      expect(await payment.get(encodeURI(path), cast.mina)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_REQUEST', errors: [expect.anything()] },
      });
    });

    it('answers 404 for an unknown id', async () => {
      expect((await payment.get(`/payments/${nth(9)}`, cast.mina)).status).toBe(404);
    });
  });

  it('keeps payments and resumes outstanding work after a restart', async () => {
    await payment.charge(1);
    await payment.charge(1, { registrationId: nth(2), paymentId: nth(3), token: 'tok_error' });
    await payment.stop();
    payment = await start();

    expect((await payment.get('/payments', cast.mina)).body.items).toHaveLength(2);
    expect(await payment.metrics()).toMatch(/sugang_payments_pending\{service="payment"\} 1/);
    await payment.receive('registration.canceled', nth(2));
    await eventually(async () => expect(await status(nth(3))).toBe('CANCELED'));
  });
});
