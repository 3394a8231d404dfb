import { describe, expect, it } from '@jest/globals';
import { MatchersV3, PactV4 } from '@pact-foundation/pact';
import {
  cancelRegistration,
  createSugang,
  listLectures,
  logIn,
  myPage,
  payRegistration,
  register,
  SugangError,
  type CallOptions,
  type Sugang,
} from '#client';
import { tempDir } from '#testing';
import { changedPacts } from './pact-files.js';
import { ids } from './pact-ids.js';

const { like, regex, eachLike, string, integer } = MatchersV3;
const dir = tempDir('pacts');
const token = 'a-token';
const authorization = regex('^Bearer .+', `Bearer ${token}`);
const uuid = (example: string) => regex('^[0-9a-f-]{36}$', example);
const fee = { amount: integer(49_000), currency: 'KRW' };

/** The requests of the web pages, sent by the client library and recorded as pacts with each service. */
describe('the web client', () => {
  const pactWith = (provider: string) => new PactV4({ consumer: 'web', provider, dir, logLevel: 'error' });
  const asked = async (url: string, ask: (sugang: Sugang, options: CallOptions) => Promise<unknown>) => {
    let status: number | undefined;
    try {
      await ask(createSugang({ url, token: () => token }), { onResponse: (response) => (status = response.status) });
    } catch (error) {
      if (!(error instanceof SugangError)) throw error;
      return error.status;
    }
    return status;
  };

  const registration = (status: string) => ({
    id: uuid(ids.waiting),
    lectureId: uuid(ids.lecture),
    status,
    fee: like(fee),
  });
  const card = (cardToken: string) => ({ method: 'card' as const, token: cardToken });

  it('logs in', async () => {
    const body = { email: 'mina@sugang.dev', password: 'correct horse battery' };
    await pactWith('identity')
      .addInteraction()
      .given('Mina has an account')
      .uponReceiving('her login')
      .withRequest('POST', '/api/v1/auth/login', (builder) => void builder.jsonBody(body))
      .willRespondWith(
        200,
        (builder) =>
          void builder.jsonBody({
            accessToken: string('a-token'),
            tokenType: 'Bearer',
            expiresIn: integer(900),
            refreshToken: string('another'),
            account: like({ id: ids.mina, name: 'Mina', role: 'student', locale: 'ko' }),
          }),
      )
      .executeTest(async ({ url }) => {
        expect((await logIn(createSugang({ url }), body)).account.name).toBe('Mina');
      });
  });

  it('lists the lectures', async () => {
    await pactWith('lecture')
      .addInteraction()
      .given('Algorithms 101 is open')
      .uponReceiving('a question for the lectures')
      .withRequest('GET', '/api/v1/lectures', (builder) => void builder.query({ limit: '10' }))
      .willRespondWith(
        200,
        (builder) =>
          void builder.jsonBody({
            items: eachLike({
              id: uuid(ids.lecture),
              title: string('Algorithms 101'),
              status: 'OPEN',
              fee: like(fee),
              capacity: integer(30),
            }),
            next: null,
          }),
      )
      .executeTest(async ({ url }) => {
        const { items } = await listLectures(createSugang({ url }), { limit: 10 });
        expect(items[0]?.title).toBe('Algorithms 101');
      });
  });

  it.each([
    ['a payment that is made', 'a lecture has a free seat', ids.lecture, 'tok_ok', 201, registration('CONFIRMED')],
    [
      'a payment that has no outcome yet',
      'another lecture has a free seat',
      ids.otherLecture,
      'tok_error',
      202,
      {
        ...registration('AWAITING_PAYMENT'),
        paymentDeferred: regex('^(TIMEOUT|UNAVAILABLE|BREAKER_OPEN|BUSY)$', 'UNAVAILABLE'),
      },
    ],
    [
      'no seat that is left',
      'a lecture is full',
      ids.fullLecture,
      'tok_ok',
      409,
      { code: 'LECTURE_FULL', detail: string('It is full.') },
    ],
  ] as const)('registers with %s', async (what, state, lectureId, cardToken, status, answer) => {
    const body = { lectureId, payment: card(cardToken) };
    const headers = { Authorization: authorization, 'Idempotency-Key': string(what) };
    await pactWith('registration')
      .addInteraction()
      .given(state)
      .uponReceiving(`a registration with ${what}`)
      .withRequest('POST', '/api/v1/registrations', (builder) => void builder.headers(headers).jsonBody(body))
      .willRespondWith(status, (builder) => {
        const type = status === 409 ? 'application/problem+json' : 'application/json';
        builder.headers({ 'Content-Type': regex(`^${type.replace('+', '\\+')}.*`, type) }).jsonBody(answer);
      })
      .executeTest(async ({ url }) => {
        const answered = asked(url, (web, options) => register(web, body, { ...options, idempotencyKey: what }));
        expect(await answered).toBe(status);
      });
  });

  it('pays later', async () => {
    const headers = { Authorization: authorization, 'Idempotency-Key': 'my-first' };
    await pactWith('registration')
      .addInteraction()
      .given('a registration awaits its payment')
      .uponReceiving('its payment')
      .withRequest(
        'POST',
        `/api/v1/registrations/${ids.waiting}/payment`,
        (builder) => void builder.headers(headers).jsonBody(card('tok_ok')),
      )
      .willRespondWith(200, (builder) => void builder.jsonBody(registration('CONFIRMED')))
      .executeTest(async ({ url }) => {
        const paid = { id: ids.waiting, ...card('tok_ok') };
        const pay = (web: Sugang, options: CallOptions) =>
          payRegistration(web, paid, { ...options, idempotencyKey: 'my-first' });
        expect(await asked(url, pay)).toBe(200);
      });
  });

  it('cancels', async () => {
    await pactWith('registration')
      .addInteraction()
      .given('a registration is live')
      .uponReceiving('its cancellation')
      .withRequest(
        'POST',
        `/api/v1/registrations/${ids.live}/cancel`,
        (builder) => void builder.headers({ Authorization: authorization }),
      )
      .willRespondWith(
        200,
        (builder) => void builder.jsonBody({ ...registration('CANCELED'), cancelReason: 'STUDENT' }),
      )
      .executeTest(async ({ url }) => {
        const cancel = (web: Sugang, options: CallOptions) => cancelRegistration(web, { id: ids.live }, options);
        expect(await asked(url, cancel)).toBe(200);
      });
  });

  it('shows My Page', async () => {
    await pactWith('mypage')
      .addInteraction()
      .given('Mina is registered')
      .uponReceiving('a question for her page')
      .withRequest('GET', '/api/v1/mypage', (builder) => void builder.headers({ Authorization: authorization }))
      .willRespondWith(
        200,
        (builder) =>
          void builder.jsonBody({
            student: like({ id: ids.mina }),
            counts: like({ CONFIRMED: 1 }),
            totalPaid: like({ amount: 0, currency: 'KRW' }),
            asOf: string('2027-02-22T00:00:00.000Z'),
          }),
      )
      .executeTest(async ({ url }) => {
        expect(await asked(url, (web, options) => myPage(web, {}, options))).toBe(200);
      });
  });

  it('matches the committed pacts', () => {
    expect(changedPacts(dir)).toEqual([]);
  });
});
