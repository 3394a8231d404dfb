import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import type { ChargeRequest } from '#contracts';
import { cast, Collector, eventually, idOf, tempDir, TestIdentity } from '#testing';
import { EndPaymentsOfRegistration } from '../src/use-cases/end-payments-of-registration.js';
import { AskedPayment, Refused, registration, type Way } from './asked-payment.js';
import { chargeOf } from './cast.js';

export interface Protocol {
  /** Whether whoever asks must show the token of a service. */
  isGuarded: boolean;
  /** Whether anything JSON can say may be sent; protobuf has its own idea of what a message is. */
  carriesAnyJson: boolean;
  open(): Way | Promise<Way>;
}

/** What registration relies on, by whichever protocol it asks payment for money. */
export function chargeContract(name: string, { isGuarded, carriesAnyJson, open }: Protocol): void {
  describe(`payment asked for money ${name}`, () => {
    const dataDir = tempDir('charge');
    let payment: AskedPayment;
    let charge: (change?: Partial<Record<keyof ChargeRequest, unknown>>) => Record<string, unknown>;
    let chargesBefore = 0;
    let n = 0;

    beforeAll(async () => {
      payment = await AskedPayment.start(dataDir, await open());
    });
    afterAll(() => payment.stop());
    beforeEach(async () => {
      const [registrationId, paymentId] = [idOf(0x1000 + n), idOf(0x2000 + (n += 1))];
      const deadline = new Date(Date.now() + 2_000).toISOString();
      charge = (change = {}) => ({ ...chargeOf(1, { registrationId, paymentId, deadline }), ...change });
      chargesBefore = await payment.charges();
    });

    const charges = async () => (await payment.charges()) - chargesBefore;

    it('captures', async () => {
      const asked = charge();
      const answer = await payment.ask(asked);

      const { paymentId: id, registrationId, studentId, attempt, amount } = asked;
      const told = { id, registrationId, studentId, attempt, amount, status: 'COMPLETED', method: 'card' };
      expect(answer).toMatchObject({ outcome: 'COMPLETED', payment: { ...told, completedAt: expect.any(String) } });
    });

    it('declines', async () => {
      expect(await payment.ask(charge({ token: 'tok_declined' }))).toMatchObject({
        outcome: 'DECLINED',
        payment: { status: 'DECLINED', declineReason: 'CARD_DECLINED', completedAt: null },
      });
    });

    it('does not know', async () => {
      expect(await payment.ask(charge({ token: 'tok_error' }))).toMatchObject({ outcome: 'UNKNOWN' });
    });

    it('refuses what is over', async () => {
      const asked = charge();
      const commands = payment.service.app.get(CommandBus, { strict: false });
      await commands.execute(new EndPaymentsOfRegistration(String(asked.registrationId)));

      expect(await payment.ask(asked)).toEqual({ outcome: 'REFUSED', reason: 'REGISTRATION_OVER' });
      expect(await charges()).toBe(0);
    });

    it('does not begin after the deadline', async () => {
      const deadline = new Date(Date.now() - 1).toISOString();

      expect(await payment.ask(charge({ deadline }))).toEqual({ outcome: 'REFUSED', reason: 'DEADLINE_PASSED' });
      expect(await charges()).toBe(0);
    });

    it('works on when nobody waits any more', async () => {
      const deadline = new Date(Date.now() + 300).toISOString();
      const asked = charge({ token: 'tok_slow', deadline });

      expect(await payment.ask(asked)).toMatchObject({ outcome: 'UNKNOWN' });
      await eventually(() =>
        expect(payment.events.named('payment.completed').map(({ subject }) => subject)).toContain(asked.paymentId),
      );
    });

    it('captures once for one key, at the same time and afterwards', async () => {
      const asked = charge();
      const answers = await Promise.all(Array.from({ length: 20 }, () => payment.ask(asked)));
      answers.push(await payment.ask(asked));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ outcome: 'COMPLETED' });
      expect(await charges()).toBe(1);
    });

    it('tells it within the correlation of whoever asked', async () => {
      const asked = charge({ correlationId: `mina-registers-${name.length}` });
      await payment.ask(asked);

      await eventually(() => {
        const told = payment.events.named('payment.completed').find(({ subject }) => subject === asked.paymentId);
        expect(told?.correlationid).toBe(asked.correlationId);
      });
    });

    it('goes on in the trace of whoever asked', async () => {
      const collector = await Collector.start();
      const traced = await AskedPayment.start(`${dataDir}/traced`, await open(), collector.url);
      const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
      const deadline = new Date(Date.now() + 4_500).toISOString();
      await traced.ask(charge({ traceparent, deadline }));
      await eventually(() => {
        const told = collector.spans.find((span) => span.name === 'send payment.completed.v1');
        expect(told?.traceId).toBe('a'.repeat(32));
        const beginning = collector.lineage(told!);
        expect([beginning[0], beginning.at(-1)]).toEqual(['?', 'payment: send payment.completed.v1']);
        expect(collector.spans.some(({ parentSpanId }) => parentSpanId === 'b'.repeat(16))).toBe(true);
      });
      await traced.stop();
      await collector.stop();
    });

    it('answers what is under way before it ends', async () => {
      const ending = await AskedPayment.start(`${dataDir}/ending`, await open());
      const asked = charge({ token: 'tok_slow', deadline: new Date(Date.now() + 4_500).toISOString() });
      const answer = ending.ask(asked);
      const mina = await ending.identity.headersFor({ sub: String(asked.studentId), role: 'student', name: 'Mina' });
      await eventually(async () => {
        const url = `/api/v1/payments/${String(asked.paymentId)}`;
        const found = await ending.service.fastify.inject({ url, headers: mina });
        expect(found.json()).toMatchObject({ status: 'PENDING' });
      });
      const ended = ending.service.close();

      expect(await answer).toMatchObject({ outcome: 'COMPLETED' });
      await ended;
      await ending.stop();
    });

    const anyway: [string, unknown][] = [
      ['nothing', {}],
      ['no amount', { amount: undefined }],
      ['a negative amount', { amount: { amount: -1, currency: 'KRW' } }],
      ['another currency', { amount: { amount: 1, currency: 'USD' } }],
      ['attempt 0', { attempt: 0 }],
      ['no token', { token: '' }],
      ['an endless token', { token: 'tok_secret'.repeat(50) }],
      ['an id that is none', { paymentId: "' OR 1=1 --" }],
      ['a deadline that is none', { deadline: 'tomorrow' }],
      ['another method', { method: 'cash' }],
      ['a megabyte', { studentId: 'm'.repeat(1_000_000) }],
    ];
    const anyJson: [string, unknown][] = [
      ['text', 'charge'],
      ['a number', 7],
      ['a list', [[]]],
      ['a foreign field', { admin: true }],
      ['an operator', { registrationId: { $ne: null } }],
    ];

    it.each(carriesAnyJson ? [...anyway, ...anyJson] : anyway)(
      'refuses %s, tells no secret, and goes on',
      async (what, change) => {
        const bent = typeof change === 'object' && change !== null && !Array.isArray(change);
        const asked = what === 'nothing' ? {} : bent ? charge({ token: 'tok_secret', ...change }) : change;
        const refusal = await payment.ask(asked).catch((error: unknown) => error);

        expect(refusal).toMatchObject({ why: 'INVALID' });
        expect((refusal as Refused).told).not.toContain('tok_secret');
        expect(await charges()).toBe(0);
        const deadline = new Date(Date.now() + 4_500).toISOString();
        expect(await payment.ask(charge({ deadline }))).toMatchObject({ outcome: 'COMPLETED' });
      },
    );

    if (isGuarded) {
      it.each([
        ['nobody', undefined],
        ['nonsense', 'nonsense'],
        ['a token that has expired', { ...registration, expiresIn: -60 }],
        ['a token of another issuer', { ...registration, issuer: 'http://elsewhere' }],
        ['a token for somebody else', { ...registration, audience: 'elsewhere' }],
      ])('is not for %s', async (_, claims) => {
        const token = typeof claims === 'object' ? await payment.identity.tokenFor(claims) : claims;

        await expect(payment.askAs(token, charge())).rejects.toMatchObject({ why: 'UNAUTHENTICATED' });
        expect(await charges()).toBe(0);
      });

      it('is not for whom another identity vouches', async () => {
        const foreign = await (await TestIdentity.create()).tokenFor(registration);

        await expect(payment.askAs(foreign, charge())).rejects.toMatchObject({ why: 'UNAUTHENTICATED' });
      });

      it.each([cast.mina, cast.drPark, cast.admin])('is for services only, not for $name', async (somebody) => {
        const token = await payment.identity.tokenFor(somebody);

        await expect(payment.askAs(token, charge())).rejects.toMatchObject({ why: 'FORBIDDEN' });
        expect(await charges()).toBe(0);
      });
    }
  });
}
