import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Collector, EventStream, eventually } from '#testing';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';
import { ServiceProcess } from '../support/service-process.js';

const SERVICES = ['REGISTRATION', 'PAYMENT', 'LECTURE', 'MYPAGE', 'NOTIFICATION', 'IDENTITY'];
const ORIGIN = 'https://shop.example.org';

describe('streams for EventSource', () => {
  let collector: Collector;
  let system: RunningSystem;
  let gateway: ServiceProcess;
  let mina: Client;

  beforeAll(async () => {
    collector = await Collector.start();
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      LOG_LEVEL: 'debug',
      SUGANG_RATE_LIMIT: 'on',
      SUGANG_CORS_ORIGINS: ORIGIN,
    };
    system = await RunningSystem.start({ env });
    gateway = await ServiceProcess.of('gateway', {
      ...Object.fromEntries(SERVICES.map((name) => [`SUGANG_${name}_URL`, system.url])),
      ...env,
      SUGANG_JWKS_URL: `${system.url}/.well-known/jwks.json`,
    });
    await gateway.start();
    mina = await Client.login(system.url, 'mina@sugang.dev');
  }, 120_000);
  afterAll(async () => {
    await Promise.all([gateway?.stop(), system?.stop(), collector?.stop()]);
    system?.forget();
  }, 60_000);

  const edges = () => [gateway.url, system.url];
  const ticketAt = async (url: string): Promise<string> =>
    (await new Client(url, mina.token).post('/mypage/stream-tickets')).body.ticket;
  const open = (url: string, query: string) => EventStream.open(`${url}/api/v1/mypage/stream${query}`, {});

  it('of My Page open with a ticket, once, on the gateway and in the embedded mode', async () => {
    const lecture = (await mina.get('/lectures?free=true&status=OPEN')).body.items[0];
    const streams: EventStream[] = [];
    for (const url of edges()) {
      const ticket = await ticketAt(url);
      streams.push(await open(url, `?ticket=${ticket}`));
      const again = await new Client(url).get(`/mypage/stream?ticket=${ticket}`);
      expect([again.status, again.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const registered = await mina.register(lecture.id);
    expect(registered.status).toBe(201);
    for (const stream of streams) {
      expect([stream.status, stream.headers['ratelimit-policy']]).toEqual([
        200,
        expect.stringContaining('"network-reads"'),
      ]);
      await eventually(() =>
        expect(stream.documents.map(({ registrationId }) => registrationId)).toContain(registered.body.id),
      );
      stream.close();
    }
  });

  it('of the free seats open without a ticket, uncompressed and for other origins, on both', async () => {
    const lecture = (await mina.registrable()).find(({ fee }) => fee.amount > 0);
    const path = `/api/v1/lectures/${lecture.id}/availability/stream`;
    const headers = { origin: ORIGIN, 'accept-encoding': 'gzip, br' };
    const streams = await Promise.all(edges().map((url) => EventStream.open(`${url}${path}`, headers)));
    const seats = (stream: EventStream) => stream.events.map(({ data }) => JSON.parse(data!).available);
    for (const stream of streams) {
      expect(stream.status).toBe(200);
      await eventually(() => expect(seats(stream)).toHaveLength(1));
      expect(stream.headers).toMatchObject({
        'content-type': 'text/event-stream',
        'access-control-allow-origin': ORIGIN,
      });
      expect(stream.headers['content-encoding']).toBeUndefined();
    }
    expect((await mina.register(lecture.id)).status).toBe(201);
    for (const stream of streams) {
      await eventually(() => expect(seats(stream).at(-1)).toBe(seats(stream)[0] - 1));
      stream.close();
    }
    expect((await new Client(gateway.url).get('/lectures/unknown/availability/stream')).status).toBe(400);
  });

  it('write no ticket to a log, a trace or a metric, not even when the service fails', async () => {
    const tickets: string[] = [];
    for (const url of edges()) {
      const ticket = await ticketAt(url);
      tickets.push(ticket);
      for (const query of [
        `?ticket=${ticket}`,
        `?ticket=${ticket}`,
        `?ticket=${ticket}&x=1`,
        `?ticket=${ticket.repeat(9)}`,
      ])
        (await open(url, query)).close();
      const path = `${url}/api/v1/mypage/stream?ticket=${ticket}`;
      for (const method of ['HEAD', 'POST', 'OPTIONS']) await fetch(path, { method });
      await fetch(`${path}%`, { headers: { authorization: 'Bearer nonsense' } });
    }
    const unused = await ticketAt(system.url);
    const pages = [gateway.managementUrl, system.managementUrl].map((url) => fetch(`${url}/metrics`));
    const metrics = await Promise.all((await Promise.all(pages)).map((page) => page.text()));
    await eventually(() => expect(collector.spans.map(({ name }) => name)).toContain('GET /api/v1/mypage/stream'), {
      within: 20_000,
    });
    await system.kill();
    expect((await open(gateway.url, `?ticket=${unused}`)).status).toBe(503);
    await eventually(() => expect(gateway.printed).toMatch(/mypage/));
    const written = [gateway.printed, system.printed, collector.received, ...metrics].join('\n');
    expect([...tickets, unused].filter((ticket) => written.includes(ticket))).toEqual([]);
  });
});
