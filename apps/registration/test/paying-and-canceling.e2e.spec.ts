import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { aLecture, minutes } from '#testing';
import { servedRegistration } from './running-registration.js';
import { card } from './student.js';

describe('a registration', () => {
  const served = servedRegistration();

  async function registered(token: string, changes: Parameters<typeof aLecture>[0] = {}) {
    const lecture = await served.newLecture(changes);
    const { body } = await served.mina.register(lecture.id, token);
    const path = `/registrations/${body.id}`;
    return {
      lecture,
      body,
      path,
      pay: (with_: string, key?: string) => served.mina.post(`${path}/payment`, card(with_), key),
    };
  }

  describe('that awaits payment', () => {
    it('is confirmed by a new attempt', async () => {
      const { body, pay } = await registered('tok_error');
      const paid = await pay('tok_ok');
      expect([paid.status, paid.body.status]).toEqual([200, 'CONFIRMED']);
      expect(paid.body.paymentId).not.toBe(body.paymentId);
      expect(served.running.payment.requests.at(-1)).toMatchObject({ attempt: 2, paymentId: paid.body.paymentId });
      expect((await pay('tok_ok')).body.code).toBe('NOT_AWAITING_PAYMENT');
    });

    it('ends with a declined attempt', async () => {
      const { pay, path } = await registered('tok_error');
      const refused = await pay('tok_declined');
      expect([refused.status, refused.body.code]).toEqual([402, 'PAYMENT_DECLINED']);
      expect((await served.mina.get(path)).body.status).toBe('PAYMENT_DECLINED');
    });

    it('keeps awaiting payment when the new attempt has no outcome either', async () => {
      const { body, pay, path } = await registered('tok_error');
      const deferred = await pay('tok_error');
      expect([deferred.status, deferred.body.paymentDeferred]).toEqual([202, 'UNAVAILABLE']);
      expect(deferred.headers.get('location')).toBe(`/api/v1${path}`);
      expect(deferred.body.version).toBe(Number(body.version) + 1);
    });

    it('resumes the same attempt when the same key is sent', async () => {
      const { pay } = await registered('tok_error');
      const key = randomUUID();
      const first = await pay('tok_error', key);
      const again = await pay('tok_error', key);
      expect([again.status, again.body.paymentId]).toEqual([202, first.body.paymentId]);
      expect(served.running.payment.requests.at(-1)).toMatchObject({ attempt: 2, paymentId: first.body.paymentId });
    });

    it('is presented as EXPIRED as soon as its hold is overdue', async () => {
      const { pay, path } = await registered('tok_error');
      served.running.clock.step(minutes(10));
      expect((await served.mina.get('/registrations?status=AWAITING_PAYMENT')).body.items).toEqual([]);
      expect((await served.mina.get(path)).body.status).toBe('EXPIRED');
      expect((await pay('tok_ok')).body.code).toBe('HOLD_EXPIRED');
    });

    it('is not found by another student', async () => {
      const { path } = await registered('tok_error');
      for (const answer of [
        await served.joon.get(path),
        await served.joon.post(`${path}/cancel`),
        await served.joon.post(`${path}/payment`, card('tok_ok')),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
      }
    });
  });

  describe('requested with hold', () => {
    async function holding(body: object = {}) {
      const lecture = await served.newLecture({ capacity: 1 });
      const key = randomUUID();
      const request = () => served.mina.post('/registrations', { lectureId: lecture.id, hold: true, ...body }, key);
      const answer = await request();
      const path = `/registrations/${answer.body.id}`;
      const pay = (token: string, with_?: string) => served.mina.post(`${path}/payment`, card(token), with_);
      return { lecture, answer, path, request, pay };
    }

    it('holds the seat without a payment, even if a payment method is sent', async () => {
      for (const { answer, lecture, request } of [await holding(), await holding({ payment: card('tok_ok') })]) {
        expect([answer.status, answer.body.status, answer.body.paymentId]).toEqual([202, 'AWAITING_PAYMENT', null]);
        expect([answer.body.paymentDeferred, answer.headers.get('retry-after')]).toEqual(['NOT_TRIED', '2']);
        expect(await request()).toMatchObject({ status: 202, body: answer.body });
        expect(
          served.running.payment.requests.filter(({ registrationId }) => registrationId === answer.body.id),
        ).toEqual([]);
        expect((await served.joon.register(lecture.id)).body.code).toBe('LECTURE_FULL');
      }
    });

    it('keeps the seat after a declined card, and is confirmed by a second one', async () => {
      const { path, pay, request, answer, lecture } = await holding();
      const key = randomUUID();
      const refused = await pay('tok_declined', key);
      expect(refused).toMatchObject({
        status: 402,
        body: { code: 'PAYMENT_DECLINED', registrationId: answer.body.id, holdExpiresAt: answer.body.holdExpiresAt },
      });
      expect((await pay('tok_declined', key)).headers.get('idempotency-replayed')).toBe('true');
      expect((await request()).body).toMatchObject({ paymentDeferred: 'NOT_TRIED', version: 2 });
      expect((await served.joon.register(lecture.id)).body.code).toBe('LECTURE_FULL');
      expect((await pay('tok_ok')).body.status).toBe('CONFIRMED');
      expect((await request()).status).toBe(201);
      expect((await served.mina.get(path)).body.status).toBe('CONFIRMED');
    });

    it('ends with the third declined card, which releases the seat', async () => {
      const { path, pay, lecture } = await holding();
      for (const status of ['AWAITING_PAYMENT', 'AWAITING_PAYMENT', 'PAYMENT_DECLINED']) {
        expect((await pay('tok_declined')).status).toBe(402);
        expect((await served.mina.get(path)).body.status).toBe(status);
      }
      expect((await pay('tok_ok')).body.code).toBe('NOT_AWAITING_PAYMENT');
      const next = await served.joon.register(lecture.id);
      expect(next.status).toBe(201);
      await served.joon.post(`/registrations/${next.body.id}/cancel`);
    });

    it('is canceled by the student or expires like any other unpaid registration', async () => {
      const { path } = await holding();
      expect((await served.mina.post(`${path}/cancel`)).body.status).toBe('CANCELED');
      const { path: left } = await holding();
      served.running.clock.step(minutes(10));
      expect((await served.mina.get(left)).body.status).toBe('EXPIRED');
    });
  });

  describe('canceled by its student', () => {
    it('is CANCELED, and a repeated request gets the same response', async () => {
      const { path } = await registered('tok_ok');
      const first = await served.mina.post(`${path}/cancel`);
      expect([first.status, first.body.status, first.body.cancelReason]).toEqual([200, 'CANCELED', 'STUDENT']);
      const again = await served.mina.post(`${path}/cancel`);
      expect([again.status, again.body]).toEqual([200, first.body]);
    });

    it('is not canceled after it has expired', async () => {
      const { path } = await registered('tok_error');
      served.running.clock.step(minutes(10));
      expect((await served.mina.post(`${path}/cancel`)).body.code).toBe('REGISTRATION_OVER');
      expect((await served.mina.get(path)).body.status).toBe('EXPIRED');
    });

    it('is not canceled after the first session has begun', async () => {
      const startsAt = new Date(served.running.clock.now().getTime() + minutes(1)).toISOString();
      const { path } = await registered('tok_ok', { sessions: [{ ...aLecture().sessions[0]!, startsAt }] });
      served.running.clock.step(minutes(1));
      expect((await served.mina.post(`${path}/cancel`)).body.code).toBe('CANCEL_TOO_LATE');
    });

    it('is refunded by its refund schedule, as quoted, also after the first session has begun', async () => {
      const until = (hours: number) =>
        new Date(served.running.clock.now().getTime() + minutes(60 * hours)).toISOString();
      const refundTiers = [
        { until: until(1), refund: '1' },
        { until: until(2), refund: '5/6' },
      ];
      const { path, body } = await registered('tok_ok', { refundTiers });
      expect(body).toMatchObject({ refundTiers });
      const before = await served.mina.get(`${path}/refund-quote`);
      expect(before.body).toMatchObject({ refund: { amount: 49_000 }, tier: refundTiers[0], next: refundTiers[1] });
      served.running.clock.step(minutes(60));
      const outdated = await served.mina.post(`${path}/cancel`, { expectedRefund: before.body['refund'] });
      expect([outdated.status, outdated.body.code]).toEqual([409, 'REFUND_CHANGED']);
      expect(outdated.body['quote']).toMatchObject({ refund: { amount: 40_834 }, kept: { amount: 8_166 }, next: null });
      const { refund } = outdated.body['quote'] as { refund: object };
      const canceled = await served.mina.post(`${path}/cancel`, { expectedRefund: refund });
      expect(canceled.body).toMatchObject({ status: 'CANCELED', refundDue: { amount: 40_834 } });
      expect((await served.mina.post(`${path}/cancel`, { expectedRefund: before.body['refund'] })).status).toBe(200);
      expect((await served.mina.get(`${path}/refund-quote`)).body.code).toBe('REGISTRATION_OVER');
      expect((await served.joon.get(`${path}/refund-quote`)).status).toBe(404);
    });

    it('is not canceled after the last tier of its refund schedule, although the first session is later', async () => {
      const until = new Date(served.running.clock.now().getTime() + minutes(1)).toISOString();
      const { path } = await registered('tok_ok', { refundTiers: [{ until, refund: '1' }] });
      served.running.clock.step(minutes(1));
      expect((await served.mina.post(`${path}/cancel`)).body.code).toBe('CANCEL_TOO_LATE');
      expect((await served.mina.get(`${path}/refund-quote`)).body.code).toBe('CANCEL_TOO_LATE');
    });

    it('can be canceled after its lecture was moved to a start in the past', async () => {
      const { lecture, path } = await registered('tok_ok');
      const sessions = [{ ...lecture.sessions[0]!, startsAt: served.running.clock.now().toISOString() }];
      await served.running.addLectures({ ...lecture, sessions, version: 2 });
      expect((await served.mina.post(`${path}/cancel`)).status).toBe(200);
    });

    it('ends with LECTURE_CANCELED when the lecture was canceled first', async () => {
      const { lecture, path } = await registered('tok_ok');
      await served.running.addLectures({ ...lecture, status: 'CANCELED', version: 2 });
      expect((await served.mina.post(`${path}/cancel`)).body.code).toBe('REGISTRATION_OVER');
      expect((await served.mina.get(path)).body).toMatchObject({
        status: 'CANCELED',
        cancelReason: 'LECTURE_CANCELED',
      });
    });
  });

  describe('in the list', () => {
    it('appears on the pages of its student only, newest first and filtered by status', async () => {
      const all = await served.mina.get('/registrations?limit=100');
      const ids = all.body.items.map(({ id }) => id as string);
      expect(ids).toEqual([...ids].sort().reverse());
      const first = await served.mina.get('/registrations?limit=2');
      const second = await served.mina.get(`/registrations?limit=2&cursor=${first.body.next}`);
      expect([...first.body.items, ...second.body.items]).toEqual(all.body.items.slice(0, 4));
      const canceled = await served.mina.get('/registrations?status=CANCELED&limit=100');
      expect(canceled.body.items).toEqual(all.body.items.filter(({ status }) => status === 'CANCELED'));
      expect((await served.joon.get('/registrations?status=CONFIRMED')).body).toEqual({ items: [], next: null });
    });

    it.each(['cursor=nonsense', 'limit=0', 'limit=101', 'status=LOST', 'sort=asc'])(
      'is not listed with the invalid query ?%s',
      async (query) => {
        expect((await served.mina.get(`/registrations?${query}`)).status).toBe(400);
      },
    );
  });

  it('does not change when the fee of the lecture changes', async () => {
    const { lecture, path, body } = await registered('tok_error');
    await served.running.addLectures({ ...lecture, fee: { amount: 99_000, currency: 'KRW' }, version: 2 });
    expect((await served.mina.get(path)).body.fee).toEqual(body.fee);
  });
});
