import { once } from 'node:events';
import { Agent, createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Controller, Get, Query } from '@nestjs/common';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { Log, managementPortOf, Public, Readiness, Shutdown, UnsafeRoutes } from '#platform';
import { eventually, tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('service');
let identity: TestIdentity;
let notes: NotesService;

beforeAll(async () => {
  identity = await TestIdentity.create();
});
afterEach(() => notes.close());

const start = async () => (notes = await startNotes(dir, { keys: identity.keys }));
const get = (url: string) => notes.fastify.inject({ url });

describe('a service', () => {
  it('handles requests without listening', async () => {
    await start();
    const server = createServer((request, response) => notes.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/notes?limit=0`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'INVALID_REQUEST' }]);
    await new Promise((resolve) => server.close(resolve));
  });

  it('has limits for slow and idle clients', async () => {
    await start();
    expect(notes.fastify.server).toMatchObject({
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      keepAliveTimeout: 65_000,
    });
  });

  it('gets 408 for a body that does not arrive', async () => {
    await start();
    const { server } = notes.fastify;
    // The limits of production would take a test half a minute; Node reads these every two seconds.
    Object.assign(server, { requestTimeout: 300, headersTimeout: 200 });
    await notes.listen(0, '127.0.0.1');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    const head =
      'POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
    socket.write(`${head}{"text":`);
    const drops = setInterval(() => socket.write(' '), 50);
    await once(socket, 'close');
    clearInterval(drops);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
  });

  it('refuses to start with a handler that accepts unvalidated input', async () => {
    @Controller('unsafe')
    class Unsafe {
      @Get() @Public() find(@Query() query: unknown): unknown {
        return query;
      }
    }
    await start();
    const starting = startNotes(dir, { keys: identity.keys }, {}, [Unsafe]);
    await expect(starting).rejects.toThrow(UnsafeRoutes);
    await expect(starting).rejects.toThrow('Unsafe.find: @Query needs a schema');
  });

  it('keeps the context of a request in everything that it causes', async () => {
    await start();
    const lines: string[] = [];
    const log = Log.open({ service: 'notes', level: 'info', destination: { write: (line) => void lines.push(line) } });
    Object.assign(notes.app.get(Log), log);
    const note = '/api/v1/notes/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';
    const ids = ['mina-1', 'joon-2'];
    await Promise.all(ids.map((id) => notes.fastify.inject({ url: note, headers: { 'x-correlation-id': id } })));
    const seen = lines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(seen.map(({ correlationId }) => correlationId).toSorted()).toEqual(ids.toSorted());
    expect(seen.every(({ traceId, email }) => /^[0-9a-f]{32}$/.test(traceId!) && email === '[redacted]')).toBe(true);
  });
});

describe('probes', () => {
  it('live checks no dependency; startup and ready respond once everything is open', async () => {
    await start();
    expect((await get('/health/live')).json()).toEqual({ status: 'ok' });
    expect((await get('/health/startup')).statusCode).toBe(200);
    expect(await notes.ready()).toEqual({ ready: true, checks: { process: 'up', store: 'up' } });
    expect((await get('/health/ready')).json()).toMatchObject({ status: 'ok', details: { store: { status: 'up' } } });
  });

  it('ready is 503 while a dependency is down, without the reason', async () => {
    await start();
    notes.app.get(Readiness).check('provider', () => Promise.reject(new Error('no route to 10.0.0.7')));
    const answer = await get('/health/ready');
    expect([answer.statusCode, answer.json().error.provider.status]).toEqual([503, 'down']);
    expect(answer.body).not.toContain('10.0.0.7');
    expect((await get('/health/live')).statusCode).toBe(200);
  });

  it('/health/ready checks a dependency once per second, however many clients ask, and reports the shutdown immediately', async () => {
    await start();
    let probes = 0;
    notes.app.get(Readiness).check('provider', async () => void (probes += 1));
    const statuses = await Promise.all(Array.from({ length: 50 }, () => get('/health/ready')));
    expect([probes, new Set(statuses.map(({ statusCode }) => statusCode))]).toEqual([1, new Set([200])]);
    notes.beginShutdown();
    expect((await get('/health/ready')).statusCode).toBe(503);
  });

  it('ready is 503 and live is 200 while the store is down', async () => {
    await start();
    await notes.app.get(Database).close();
    expect((await get('/health/ready')).statusCode).toBe(503);
    expect((await get('/health/live')).statusCode).toBe(200);
  });
});

describe('the management port', () => {
  it('serves metrics and probes, and stays open until the service has shut down', async () => {
    await start();
    const url = `http://127.0.0.1:${await notes.listenForOperators(0, '127.0.0.1')}`;
    const status = async (path: string, method = 'GET') => (await fetch(`${url}${path}`, { method })).status;
    for (const path of ['/health/live', '/health/startup', '/health/ready', '/metrics'])
      expect(await status(path)).toBe(200);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    expect(await metrics.text()).toContain('nodejs_eventloop_lag');
    expect([await status('/api/v1/notes'), await status('/metrics', 'POST')]).toEqual([404, 405]);
    notes.beginShutdown();
    expect([await status('/health/ready'), await status('/health/live')]).toEqual([503, 200]);
    await notes.close();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  it('is the only port that serves metrics', async () => {
    await start();
    expect((await get('/metrics')).statusCode).toBe(404);
  });

  it.each([
    [{}, 8081, 18_081],
    [{}, 0, 0],
    [{}, 60_000, 50_000],
    [{ SUGANG_MANAGEMENT_PORT: 9000 }, 8081, 9000],
  ])('with the settings %j and PORT %i is %i', (settings, port, expected) => {
    expect(managementPortOf(settings, port)).toBe(expected);
  });
});

describe('the metrics of a service', () => {
  it('include the duration of requests by route, method and code', async () => {
    await start();
    await get('/api/v1/notes/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01');
    await get('/api/v1/notes/nonsense');
    await get('/api/v1/nowhere/0193a5b0');
    const text = await notes.metrics.text();
    const durations = (labels: string) => `http_request_duration_seconds_count{service="notes",${labels}} 1`;
    expect(text).toContain(durations('method="GET",route="/api/v1/notes/:id",code="200"'));
    expect(text).toContain(durations('method="GET",route="/api/v1/notes/:id",code="400"'));
    expect(text).toContain(durations('method="GET",route="unmatched",code="404"'));
    expect(text).toContain('nodejs_eventloop_lag');
    expect(text).not.toContain('0193a5b0');
  });
});

describe('shutting down', () => {
  it('turns unready, finishes requests in progress, then drains phase after phase, the store last', async () => {
    await start();
    const headers = await identity.headersFor({ sub: 'mina', role: 'student', name: 'Mina' });
    const url = `http://127.0.0.1:${await notes.listen(0, '127.0.0.1')}/api/v1/notes`;
    let goOn!: () => void;
    notes.desk.wait = new Promise((resolve) => (goOn = resolve));
    const body = JSON.stringify({ text: 'Graphs' });
    const type = { 'content-type': 'application/json' };
    const underWay = fetch(url, { method: 'POST', headers: { ...headers, ...type }, body });
    await eventually(() => expect(notes.desk.writes).toBe(1));

    const rested: string[] = [];
    const shutdown = notes.app.get(Shutdown);
    for (const phase of ['broker', 'relay', 'work', 'consume'] as const) {
      shutdown.add(phase, { drain: async () => void rested.push(phase) });
    }
    const store = notes.app.get(Database);
    shutdown.add('broker', { drain: () => store.ping() });

    notes.beginShutdown();
    expect((await get('/health/ready')).statusCode).toBe(503);
    expect((await get('/health/live')).statusCode).toBe(200);
    expect((await get('/api/v1/notes')).headers['connection']).toBe('close');

    const closed = notes.close();
    await eventually(() => expect(rested).toEqual(['consume']));
    goOn();
    const answer = await underWay;
    expect([answer.status, answer.headers.get('connection')]).toEqual([201, 'close']);
    await closed;
    expect(rested).toEqual(['consume', 'work', 'relay', 'broker']);
    await expect(store.ping()).rejects.toThrow();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('does not wait for idle connections', async () => {
    await start();
    const port = await notes.listen(0, '127.0.0.1');
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', path: '/health/live', agent }, (answer) =>
        answer.resume().on('end', resolve),
      )
        .on('error', reject)
        .end();
    });
    const started = performance.now();
    await notes.close();
    expect(performance.now() - started).toBeLessThan(2_000);
    agent.destroy();
  });

  it('does not wait for connections without any request', async () => {
    await start();
    const silent = connect(await notes.listen(0, '127.0.0.1'), '127.0.0.1');
    await once(silent, 'connect');
    const started = performance.now();
    await notes.close();
    expect(performance.now() - started).toBeLessThan(2_000);
    silent.destroy();
  });

  it('happens once if it is requested twice', async () => {
    await start();
    await Promise.all([notes.close(), notes.close()]);
  });
});
