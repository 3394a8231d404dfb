import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import type { ChargeRequest } from '#contracts';
import { cast, Collector, eventually, idOf, minutes, seconds, tempDir, TestClock, TestIdentity } from '#testing';
import { EndPaymentsOfRegistration } from '../src/use-cases/end-payments-of-registration.js';
import { PaymentClient, Refused, registration, type Protocol } from './payment-client.js';
import { chargeOf } from './cast.js';

export interface ProtocolTraits {
  /** Whether the caller must send a service token. */
  isGuarded: boolean;
  /** Whether any JSON value can be sent; protobuf restricts the shape of messages. */
  carriesAnyJson: boolean;
  open(): Protocol | Promise<Protocol>;
}

/** What registration relies on over every protocol. */
export function chargeContract(name: string, { isGuarded, carriesAnyJson, open }: ProtocolTraits): void {
  describe(`charge contract ${name}`, () => {
    const dataDir = tempDir('charge');
    let payment: PaymentClient;
    let charge: (change?: Partial<Record<keyof ChargeRequest, unknown>>) => Record<string, unknown>;
    let chargesBefore = 0;
    let n = 0;

    beforeAll(async () => {
      payment = await PaymentClient.start(dataDir, await open());
    });
    afterAll(() => payment.stop());
    beforeEach(async () => {
      const [registrationId, paymentId] = [idOf(0x1000 + n), idOf(0x2000 + (n += 1))];
      charge = (change = {}) => ({ ...chargeOf(1, { registrationId, paymentId }), ...change });
      chargesBefore = await payment.providerCharges();
    });

    const charges = async () => (await payment.providerCharges()) - chargesBefore;

    it('captures and answers with the completed payment', async () => {
      const request = charge();
      const answer = await payment.charge(request);

      const { paymentId: id, registrationId, studentId, attempt, amount } = request;
      const expected = { id, registrationId, studentId, attempt, amount, status: 'COMPLETED', method: 'card' };
      expect(answer).toMatchObject({ outcome: 'COMPLETED', payment: { ...expected, completedAt: expect.any(String) } });
    });

    it('declines and answers with the reason', async () => {
      expect(await payment.charge(charge({ token: 'tok_declined' }))).toMatchObject({
        outcome: 'DECLINED',
        payment: { status: 'DECLINED', declineReason: 'CARD_DECLINED', completedAt: null },
      });
    });

    it('answers UNKNOWN after a provider fault', async () => {
      expect(await payment.charge(charge({ token: 'tok_error' }))).toMatchObject({ outcome: 'UNKNOWN' });
    });

    it('refuses a charge for an ended registration', async () => {
      const request = charge();
      const commands = payment.service.app.get(CommandBus, { strict: false });
      await commands.execute(new EndPaymentsOfRegistration(String(request.registrationId)));

      expect(await payment.charge(request)).toEqual({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
      expect(await charges()).toBe(0);
    });

    it('charges for a caller of the previous release, which sends an instant of its own clock', async () => {
      const deadline = new Date(Date.now() - minutes(5)).toISOString();

      expect(await payment.charge(charge({ deadline }))).toMatchObject({ outcome: 'COMPLETED' });
    });

    it('completes a charge after its caller has given up', async () => {
      const request = charge({ token: 'tok_slow' });

      expect(await payment.charge(request, 300)).toEqual({ outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' });
      await eventually(() =>
        expect(payment.events.named('payment.completed').map(({ subject }) => subject)).toContain(request.paymentId),
      );
    });

    it('captures once for concurrent and later requests with one key', async () => {
      const request = charge();
      const answers = await Promise.all(Array.from({ length: 20 }, () => payment.charge(request)));
      answers.push(await payment.charge(request));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ outcome: 'COMPLETED' });
      expect(await charges()).toBe(1);
    });

    it.each([
      ['registration', { registrationId: idOf(0x9001) }],
      ['student', { studentId: idOf(0x9002) }],
      ['amount', { amount: { amount: 1, currency: 'KRW' } }],
      ['attempt', { attempt: 2 }],
    ])('refuses a payment id that belongs to another %s, and moves no money', async (_, other) => {
      const request = charge();
      await payment.charge(request);
      const before = await charges();

      const refusal = await payment.charge({ ...request, ...other }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ why: 'TAKEN' });
      expect((refusal as Refused).detail).not.toContain(String(request.registrationId));
      expect(await charges()).toBe(before);
    });

    it('publishes the payment with the correlation id of the request', async () => {
      const request = charge({ correlationId: `mina-registers-${name.length}` });
      await payment.charge(request);

      await eventually(() => {
        const published = payment.events
          .named('payment.completed')
          .find(({ subject }) => subject === request.paymentId);
        expect(published?.correlationid).toBe(request.correlationId);
      });
    });

    it('continues the trace of the caller', async () => {
      const collector = await Collector.start();
      const traced = await PaymentClient.start(`${dataDir}/traced`, await open(), { collector: collector.url });
      const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
      await traced.charge(charge({ traceparent }), 4_500);
      await eventually(() => {
        const sent = collector.spans.find((span) => span.name === 'send payment.completed.v1');
        expect(sent?.traceId).toBe('a'.repeat(32));
        const lineage = collector.lineage(sent!);
        expect([lineage[0], lineage.at(-1)]).toEqual(['?', 'payment: send payment.completed.v1']);
        expect(collector.spans.some(({ parentSpanId }) => parentSpanId === 'b'.repeat(16))).toBe(true);
      });
      await traced.stop();
      await collector.stop();
    });

    it('answers the charges in flight before it shuts down', async () => {
      const stopping = await PaymentClient.start(`${dataDir}/stopping`, await open());
      const request = charge({ token: 'tok_slow' });
      const answer = stopping.charge(request, 4_500);
      const mina = await stopping.identity.headersFor({
        sub: String(request.studentId),
        role: 'student',
        name: 'Mina',
      });
      await eventually(async () => {
        const url = `/api/v1/payments/${String(request.paymentId)}`;
        const found = await stopping.service.fastify.inject({ url, headers: mina });
        expect(found.json()).toMatchObject({ status: 'PENDING' });
      });
      const closed = stopping.service.close();

      expect(await answer).toMatchObject({ outcome: 'COMPLETED' });
      await closed;
      await stopping.stop();
    });

    describe("on a machine whose clock differs from the caller's", () => {
      const clock = new TestClock();
      let skewed: PaymentClient;
      beforeAll(async () => {
        skewed = await PaymentClient.start(`${dataDir}/skewed`, await open(), { clock });
      });
      afterAll(() => skewed.stop());

      const skews = [-seconds(2), minutes(5)];
      it.each(skews)('charges, and answers a slow card, within the time that its caller waits (%i ms)', async (ms) => {
        clock.moveTo(new Date(Date.now() + ms).toISOString());
        const inTime = () => ({ deadline: new Date(Date.now() + 2_000).toISOString() });
        expect(await skewed.charge(charge(inTime()), 2_000)).toMatchObject({ outcome: 'COMPLETED' });
        const slow = async (next: number) => {
          const ids = { registrationId: idOf(0x3000 + next), paymentId: idOf(0x4000 + next), token: 'tok_slow' };
          const startedAt = performance.now();
          expect(await skewed.charge(charge({ ...inTime(), ...ids }), 2_000)).toMatchObject({ outcome: 'UNKNOWN' });
          expect(Math.abs(performance.now() - startedAt - 2_250)).toBeLessThan(650);
        };
        // The answer comes 80 ms before the caller gives up: a machine under load misses that now and then, a wrong clock always.
        await slow(n)
          .catch(() => slow(n + 0x100))
          .catch(() => slow(n + 0x200));
      });
    });

    const invalidCharges: [string, unknown][] = [
      ['an empty request', {}],
      ['no amount', { amount: undefined }],
      ['a negative amount', { amount: { amount: -1, currency: 'KRW' } }],
      ['another currency', { amount: { amount: 1, currency: 'USD' } }],
      ['attempt 0', { attempt: 0 }],
      ['no token', { token: '' }],
      ['a token that is too long', { token: 'tok_secret'.repeat(50) }],
      ['an invalid id', { paymentId: "' OR 1=1 --" }],
      ['an invalid deadline', { deadline: 'tomorrow' }],
      ['another method', { method: 'cash' }],
      ['a megabyte', { studentId: 'm'.repeat(1_000_000) }],
    ];
    const invalidJson: [string, unknown][] = [
      ['text', 'charge'],
      ['a number', 7],
      ['a list', [[]]],
      ['an unknown field', { admin: true }],
      ['a query operator', { registrationId: { $ne: null } }],
    ];

    it.each(carriesAnyJson ? [...invalidCharges, ...invalidJson] : invalidCharges)(
      'rejects %s without revealing the card token, and keeps serving',
      async (what, change) => {
        const isPatch = typeof change === 'object' && change !== null && !Array.isArray(change);
        const request =
          what === 'an empty request' ? {} : isPatch ? charge({ token: 'tok_secret', ...change }) : change;
        const refusal = await payment.charge(request).catch((error: unknown) => error);

        expect(refusal).toMatchObject({ why: 'INVALID' });
        expect((refusal as Refused).detail).not.toContain('tok_secret');
        expect(await charges()).toBe(0);
        expect(await payment.charge(charge(), 4_500)).toMatchObject({ outcome: 'COMPLETED' });
      },
    );

    if (isGuarded) {
      it.each([
        ['a missing token', undefined],
        ['a malformed token', 'nonsense'],
        ['an expired token', { ...registration, expiresIn: -60 }],
        ['a token of another issuer', { ...registration, issuer: 'http://elsewhere' }],
        ['a token for another audience', { ...registration, audience: 'elsewhere' }],
      ])('rejects %s', async (_, claims) => {
        const token = typeof claims === 'object' ? await payment.identity.tokenFor(claims) : claims;

        await expect(payment.chargeAs(token, charge())).rejects.toMatchObject({ why: 'UNAUTHENTICATED' });
        expect(await charges()).toBe(0);
      });

      it('rejects a token signed by another identity service', async () => {
        const foreign = await (await TestIdentity.create()).tokenFor(registration);

        await expect(payment.chargeAs(foreign, charge())).rejects.toMatchObject({ why: 'UNAUTHENTICATED' });
      });

      it.each([cast.mina, cast.drPark, cast.admin])(
        'rejects the token of $name, who is not a service',
        async (user) => {
          const token = await payment.identity.tokenFor(user);

          await expect(payment.chargeAs(token, charge())).rejects.toMatchObject({ why: 'FORBIDDEN' });
          expect(await charges()).toBe(0);
        },
      );
    }
  });
}
