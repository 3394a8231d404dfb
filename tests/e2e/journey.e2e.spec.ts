import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRoster, myPage, myPageRegistration } from '#client';
import { eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

describe('the registration journey in the embedded mode', () => {
  let system: RunningSystem;
  let mina: Client;
  let park: Client;

  beforeAll(async () => {
    system = await RunningSystem.start();
    mina = await Client.login(system.url, 'mina@sugang.dev');
    park = await Client.login(system.url, 'park@sugang.dev');
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  const demo = async (title: string) => (await mina.all('/lectures')).find((lecture) => lecture.title === title);

  it('shows the demo lectures, one of them with a single seat, one free of charge', async () => {
    const lectures = await new Client(system.url).all('/lectures');
    expect(lectures.filter((lecture) => lecture.capacity === 1)).toHaveLength(1);
    expect(lectures.filter((lecture) => lecture.fee.amount === 0)).toHaveLength(1);
    expect(lectures.every((lecture) => Date.parse(lecture.sessions[0].startsAt) > Date.now())).toBe(true);
  });

  it('refuses a registration before it opens, with the time of the server, and until the lecture is public', async () => {
    const { id, registrationOpensAt: opensAt } = await demo('Compilers by Hand');
    const { status, body } = await mina.register(id);
    expect([status, body.code, body.reasons]).toMatchObject([409, 'NOT_OPEN_YET', [{ data: { opensAt } }]]);
    const { serverTime } = (await mina.get('/time')).body;
    expect(serverTime >= body.reasons[0].data.serverTime).toBe(true);
    const draft = await park.post('/admin/lectures', lectureBody({ publishAt: opensAt }));
    expect([draft.status, (await mina.get(`/lectures/${draft.body.id}`)).status]).toEqual([201, 404]);
    expect((await mina.register(draft.body.id)).body.code).toBe('LECTURE_UNKNOWN');
  });

  it('confirms a paid registration, shows it on My Page and the roster, and refunds it when canceled', async () => {
    const algorithms = await demo('Algorithms 101');
    const registered = await mina.register(algorithms.id);
    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({ status: 'CONFIRMED', lectureId: algorithms.id, studentId: mina.id });
    const id: string = registered.body.id;
    expect(registered.headers.get('location')).toBe(`/api/v1/registrations/${id}`);

    await eventually(async () => {
      expect(await myPageRegistration(mina.sugang, { id })).toMatchObject({
        status: 'CONFIRMED',
        lecture: { title: 'Algorithms 101', instructorName: 'Dr. Park', status: 'OPEN' },
        payment: { status: 'COMPLETED', amount: { amount: 49_000, currency: 'KRW' } },
      });
      expect(await getRoster(park.sugang, { id: algorithms.id })).toMatchObject({
        items: [{ registrationId: id, student: { name: 'Mina', email: 'mina@sugang.dev' } }],
      });
      expect((await mina.get(`/lectures/${algorithms.id}`)).body.enrolled).toBe(1);
    });

    const canceled = await mina.cancel(id);
    expect([canceled.status, canceled.body.status, canceled.body.cancelReason]).toEqual([200, 'CANCELED', 'STUDENT']);
    expect((await mina.cancel(id)).status).toBe(200);
    await eventually(async () => {
      const page = await myPage(mina.sugang);
      expect(page).toMatchObject({ student: { name: 'Mina' }, counts: { CANCELED: 1 }, totalPaid: { amount: 0 } });
      expect((await mina.get(`/mypage/registrations/${id}`)).body.payment.status).toBe('CANCELED');
      expect((await park.get(`/admin/lectures/${algorithms.id}/roster`)).body.items).toEqual([]);
    });
  });

  it('lets a student register again after canceling, three times in a row', async () => {
    const { id } = await demo('Databases in Practice');
    for (let round = 1; round <= 3; round += 1) {
      const { status, body } = await mina.register(id);
      expect([round, status]).toEqual([round, 201]);
      expect((await mina.cancel(body.id)).status).toBe(200);
    }
    await eventually(async () => {
      const payments = await mina.all('/payments');
      expect(payments.every((payment) => payment.status === 'CANCELED')).toBe(true);
      expect((await mina.get(`/lectures/${id}/availability`)).body).toMatchObject({ held: 0, taken: 0 });
    });
  });

  it('takes chosen seats, cancels one of them with its refund, and shows the other on My Page and the roster', async () => {
    const film = await demo('Film Night: Code on Screen');
    const payment = { method: 'card', token: 'tok_ok' };
    const places = [{ seat: 'B-4' }, { seat: 'B-5', participant: { name: 'Joon' } }];
    const order = { lectureId: film.id, payment, places };
    const { status, body } = await mina.post('/registrations', order, { 'Idempotency-Key': 'film' });
    expect([status, body.fee.amount]).toEqual([201, 18_000]);
    const canceled = await mina.post(`/registrations/${body.id}/cancel`, { places: [2] }, { 'Idempotency-Key': 'one' });
    expect([canceled.status, canceled.body.refundDue]).toEqual([200, { amount: 9_000, currency: 'KRW' }]);
    await eventually(async () => {
      const { body: shown } = await mina.get(`/mypage/registrations/${body.id}`);
      expect([shown.places, shown.seats, shown.payment.refunded?.amount]).toEqual([1, ['B-4'], 9_000]);
      expect((await mina.get(`/lectures/${film.id}`)).body.enrolled).toBe(1);
      const { body: roster } = await park.get(`/admin/lectures/${film.id}/roster`);
      expect(roster.items[0].places).toMatchObject([
        { seat: 'B-4', canceledAt: null },
        { participant: { name: 'Joon' } },
      ]);
      const { items } = (await mina.get('/mypage/notifications')).body;
      const message = items.find(({ template }: { template: string }) => template === 'places-canceled');
      expect(message).toMatchObject({ registrationId: body.id, body: expect.stringMatching(/9,000/) });
    });
    const { rows } = (await mina.get(`/lectures/${film.id}/seats`)).body;
    expect(rows[1].seats.slice(3, 5)).toMatchObject([
      { seat: 'B-4', mine: true },
      { seat: 'B-5', state: 'free' },
    ]);
  });

  it('confirms a registration for a free lecture without a payment', async () => {
    const free = await demo('Open Lecture: How Computers Count');
    const { status, body } = await mina.post('/registrations', { lectureId: free.id }, { 'Idempotency-Key': 'free' });
    expect([status, body.status, body.paymentId]).toEqual([201, 'CONFIRMED', null]);
  });

  it('reports a declined payment and releases the seat', async () => {
    const { id } = await demo('한국어 글쓰기');
    const declined = await mina.register(id, 'tok_declined');
    expect(declined).toMatchObject({ status: 402, body: { code: 'PAYMENT_DECLINED' } });
    expect((await mina.get(`/registrations/${declined.body.registrationId}`)).body.status).toBe('PAYMENT_DECLINED');
    expect((await mina.get(`/lectures/${id}/availability`)).body).toMatchObject({ held: 0, taken: 0 });
  });

  it('confirms a slow payment without action by the student, and a hung one after a second attempt', async () => {
    const { id } = await demo('한국어 글쓰기');
    const slow = await mina.register(id, 'tok_slow');
    expect(slow).toMatchObject({ status: 202, body: { status: 'AWAITING_PAYMENT', paymentDeferred: 'TIMEOUT' } });
    expect(slow.headers.get('retry-after')).toMatch(/^\d+$/);
    await eventually(
      async () => {
        expect((await mina.get(`/registrations/${slow.body.id}`)).body.status).toBe('CONFIRMED');
      },
      { within: 8_000 },
    );

    const joon = await Client.login(system.url, 'joon@sugang.dev');
    const hung = await joon.register(id, 'tok_hang');
    expect(hung.status).toBe(202);
    const paid = await joon.pay(hung.body.id);
    expect([paid.status, paid.body.status]).toEqual([200, 'CONFIRMED']);
    const attempts = await joon.all(`/payments?registrationId=${hung.body.id}`);
    expect(attempts.map((payment) => [payment.attempt, payment.status])).toEqual([
      [2, 'COMPLETED'],
      [1, 'CANCELED'],
    ]);
  });

  it('keeps a seat that is requested with hold after a declined card, until a second card pays for it', async () => {
    const { id: lectureId } = await demo('Databases in Practice');
    const headers = { 'Idempotency-Key': 'hold' };
    const held = await mina.post('/registrations', { lectureId, hold: true }, headers);
    expect(held).toMatchObject({ status: 202, body: { status: 'AWAITING_PAYMENT', paymentDeferred: 'NOT_TRIED' } });
    const { id, holdExpiresAt } = held.body;
    const declined = await mina.pay(id, 'tok_declined');
    expect(declined).toMatchObject({ status: 402, body: { code: 'PAYMENT_DECLINED', holdExpiresAt } });
    await eventually(async () => {
      const view = (await mina.get(`/mypage/registrations/${id}`)).body;
      expect(view).toMatchObject({ status: 'AWAITING_PAYMENT', payment: { attempt: 1, status: 'DECLINED' } });
      const notifications = await mina.all('/mypage/notifications');
      const about = notifications.filter(({ registrationId }) => registrationId === id);
      expect(about.map(({ template }) => template)).toEqual(['payment-declined-held']);
    });
    expect(await mina.pay(id)).toMatchObject({ status: 200, body: { status: 'CONFIRMED' } });
    expect((await mina.cancel(id)).status).toBe(200);
  });

  it('cancels and refunds every registration of a canceled lecture', async () => {
    const opened = await park.post('/admin/lectures', lectureBody({ title: 'Compilers' }));
    expect(opened.status).toBe(201);
    const id: string = opened.body.id;
    await eventually(async () => expect((await mina.get(`/lectures/${id}/availability`)).status).toBe(200));
    const { body: registration } = await mina.register(id);
    expect((await park.post(`/admin/lectures/${id}/cancel`, { reason: 'Ill.' })).status).toBe(202);
    expect((await park.post(`/admin/lectures/${id}/cancel`, { reason: 'Ill.' })).status).toBe(200);
    await eventually(async () => {
      const view = (await mina.get(`/mypage/registrations/${registration.id}`)).body;
      expect(view).toMatchObject({
        status: 'CANCELED',
        cancelReason: 'LECTURE_CANCELED',
        payment: { status: 'CANCELED' },
      });
      expect(view.lecture.status).toBe('CANCELED');
    });
    expect((await mina.register(id)).body.code).toBe('LECTURE_NOT_OPEN');
  });

  it('applies a raised and a lowered capacity', async () => {
    const { body: lecture, headers } = await park.post('/admin/lectures', lectureBody({ title: 'Logic', capacity: 1 }));
    const path = `/admin/lectures/${lecture.id}`;
    await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
    expect((await mina.register(lecture.id)).status).toBe(201);
    const joon = await Client.login(system.url, 'joon@sugang.dev');
    expect((await joon.register(lecture.id)).body.code).toBe('LECTURE_FULL');
    expect((await park.patch(path, { capacity: 2 })).status).toBe(428);
    const raised = await park.patch(path, { capacity: 2 }, { 'If-Match': headers.get('etag')! });
    expect(raised.status).toBe(200);
    expect((await park.patch(path, { capacity: 3 }, { 'If-Match': headers.get('etag')! })).status).toBe(412);
    await eventually(async () => expect((await joon.register(lecture.id)).status).toBe(201));
    await eventually(async () => expect((await park.get(`/lectures/${lecture.id}`)).body.enrolled).toBe(2));
    const lowered = await park.patch(path, { capacity: 1 }, { 'If-Match': raised.headers.get('etag')! });
    expect([lowered.status, lowered.body.code]).toEqual([409, 'CAPACITY_BELOW_ENROLLED']);
  });
});
