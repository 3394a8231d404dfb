import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Collector, describeWith, eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

/** A proxy between the gateway and registration; `loses` controls whether it drops the trace headers. */
class Hop {
  loses = false;
  private server!: Server;

  async to(upstream: string): Promise<string> {
    this.server = createServer((asked, answer) => {
      const headers = { ...asked.headers, ...(this.loses && { traceparent: undefined }) };
      const passed = request(`${upstream}${asked.url}`, { method: asked.method!, headers: withoutAbsent(headers) });
      passed.on('response', (answered) => answered.pipe(answer.writeHead(answered.statusCode!, answered.headers)));
      passed.on('error', () => answer.destroy());
      asked.pipe(passed);
    });
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const withoutAbsent = (headers: object) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;

describeWith('rabbitmq', 'a trace', () =>
  describeWith('mysql', 'through processes of their own', () => {
    const hop = new Hop();
    let collector: Collector;
    let system: DistributedSystem;
    let mina: Client;
    let park: Client;

    beforeAll(async () => {
      collector = await Collector.start();
      system = await DistributedSystem.start({
        also: ['notification'],
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, SUGANG_NOTIFICATION_GRACE_MS: '0' },
        upstream: async (service, [first]) => (service === 'registration' ? hop.to(first!.url) : first!.url),
      });
      [mina, park] = (await Promise.all(
        ['mina', 'park'].map((name) => Client.login(system.url, `${name}@sugang.dev`)),
      )) as [Client, Client];
    }, 240_000);
    afterAll(async () => {
      await system?.stop();
      await collector?.stop();
      hop.close();
    }, 60_000);

    /** Mina registers for a new lecture; returns the trace that the gateway started for her. */
    async function registered(): Promise<string> {
      const { body: lecture } = await park.post('/admin/lectures', lectureBody());
      await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      const { status, headers } = await mina.register(lecture.id);
      expect(status).toBe(201);
      return headers.get('traceparent')!.split('-')[1]!;
    }
    const below = (prefix: string, traceId: string) =>
      collector.tree(traceId).filter((line) => line.startsWith(prefix));

    it('spans the gateway, registration, payment, My Page and the notification', async () => {
      const traceId = await registered();
      await eventually(() => expect(missingSteps(collector.tree(traceId), FROM_THE_GATEWAY)).toEqual([]));
      expect(collector.tree(traceId)).toEqual(below('gateway: POST', traceId));
    }, 60_000);

    it('splits in two when the gateway does not forward it (negative control)', async () => {
      hop.loses = true;
      const traceId = await registered();
      const other = await eventually(() => {
        const begun = collector.spans.find(({ name, parentSpanId }) => name === REGISTER && parentSpanId === '');
        expect(missingSteps(collector.tree(begun!.traceId), [`registration: ${REGISTER}`])).toEqual([]);
        return begun!.traceId;
      });
      expect(other).not.toBe(traceId);
      await eventually(() =>
        expect(collector.tree(traceId)).toEqual(['gateway: POST', 'gateway: POST > gateway: POST registration']),
      );
    }, 60_000);
  }),
);

const REGISTER = 'POST /api/v1/registrations';
const FROM_THE_GATEWAY = ['gateway: POST', 'gateway: POST registration', `registration: ${REGISTER}`];

/** Steps of a registration that are missing in its trace, which starts with these spans. */
function missingSteps(tree: string[], start: string[]): string[] {
  const request = start.join(' > ');
  const completed = `${request} > registration: call payment > payment: answer payment.charge > payment: send payment.completed.v1`;
  // Confirmed by the reply of the payment call or by the event, whichever arrives first.
  const confirmedBy = [request, `${completed} > registration: process payment.completed.v1`];
  const confirmed = (step: string) =>
    confirmedBy.map((by) => `${by} > registration: send registration.confirmed.v1 > ${step}`);
  const steps = [
    [`${completed} > mypage: process payment.completed.v1`],
    confirmed('mypage: process registration.confirmed.v1'),
    confirmed('notification: process registration.confirmed.v1 > notification: notify by log'),
  ];
  return steps.filter((paths) => !paths.some((path) => tree.includes(path))).map(([path]) => path!);
}
