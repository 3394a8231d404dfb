import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Collector, eventually } from '#testing';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a registration in the embedded mode', () => {
  let collector: Collector;
  let system: RunningSystem;
  let mina: Client;
  let lectures: any[];

  beforeAll(async () => {
    collector = await Collector.start();
    system = await RunningSystem.start({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, SUGANG_NOTIFICATION_GRACE_MS: '0', LOG_LEVEL: 'info' },
    });
    mina = await Client.login(system.url, 'mina@sugang.dev');
    lectures = (await mina.registrable()).filter(({ fee }) => fee.amount > 0);
  });
  afterAll(async () => {
    await system.stop();
    await collector.stop();
    system.forget();
  });

  const register = (n: number, headers = {}, token = 'tok_ok') =>
    mina.register(lectures[n].id, token, `k${n}`, headers);

  it('is one trace, from the request to the charge, to My Page and to the message', async () => {
    const answer = await register(0);
    expect(answer.status).toBe(201);
    const traceId = answer.headers.get('traceparent')!.split('-')[1]!;
    await eventually(() => expect(collector.tree(traceId)).toEqual(expect.arrayContaining(wholeStory)));
    expect(collector.tree(traceId).filter((line) => !line.startsWith(REQUEST))).toEqual([]);
    const [processed] = collector.spans.filter(({ name }) => name === 'process registration.confirmed.v1');
    expect(processed!.links).toEqual([{ traceId, spanId: processed!.parentSpanId }]);
  });

  it("continues the caller's trace, whose id appears in the log", async () => {
    const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;
    const answer = await register(1, { traceparent }, 'tok_error');
    expect([answer.status, answer.headers.get('traceparent')]).toEqual([202, traceparent]);
    await eventually(() => {
      const request = collector.spans.find(({ traceId, name }) => traceId === TRACE && name.startsWith('POST'));
      expect(request?.parentSpanId).toBe('00f067aa0ba902b7');
      expect(request?.attributes).toMatchObject({ 'http.response.status_code': 202 });
    });
    const asked = collector.spans.filter(({ traceId, name }) => traceId === TRACE && name === 'call payment');
    const line = system.printed.split('\n').find((each) => each.includes(TRACE) && each.includes('"spanId"'));
    expect(asked.length).toBeGreaterThan(0);
    expect(JSON.parse(line!)).toMatchObject({ traceId: TRACE, spanId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });

  it('exports no span when the caller does not sample', async () => {
    const unkept = TRACE.replaceAll('4', '5');
    await register(2, { traceparent: `00-${unkept}-00f067aa0ba902b7-00` });
    const later = await register(3);
    const traceId = later.headers.get('traceparent')!.split('-')[1]!;
    await eventually(() => expect(collector.tree(traceId)).toEqual(expect.arrayContaining(wholeStory)));
    expect(collector.tree(unkept)).toEqual([]);
  });

  it('exports no personal data and no secret', async () => {
    expect(collector.received.length).toBeGreaterThan(10_000);
    for (const private_ of [
      'tok_',
      mina.id!,
      'mina',
      'sugang-demo',
      mina.token!.slice(0, 40),
      '127.0.0.1',
      lectures[0].id,
    ])
      expect(collector.received).not.toContain(private_);
  });

  it('exports no trace of job runs without work', () => {
    const runs = collector.spans.filter(({ parentSpanId, name }) => parentSpanId === '' && !/^[A-Z]+ \//.test(name));
    expect(runs.map(({ name }) => name).filter((name) => name.startsWith('relay'))).toEqual([]);
  });
});

const REQUEST = 'registration: POST /api/v1/registrations';
const CHARGE = `${REQUEST} > registration: call payment > payment: answer payment.charge`;
const CONFIRMED = `${REQUEST} > registration: send registration.confirmed.v1`;
const wholeStory = [
  REQUEST,
  CHARGE,
  `${CHARGE} > payment: send payment.completed.v1 > mypage: process payment.completed.v1`,
  `${CONFIRMED} > mypage: process registration.confirmed.v1`,
  `${CONFIRMED} > notification: process registration.confirmed.v1`,
  `${CONFIRMED} > notification: process registration.confirmed.v1 > notification: notify by log`,
];
