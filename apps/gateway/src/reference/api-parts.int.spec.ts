import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '#contracts';
import { Log } from '#platform';
import { eventually } from '#testing';
import { ApiParts, type ApiPartsOptions } from './api-parts.js';

const PATHS: Record<ServiceName, string> = {
  registration: '/api/v1/registrations',
  payment: '/api/v1/payments',
  lecture: '/api/v1/lectures',
  mypage: '/api/v1/mypage',
  notification: '/api/v1/mypage/notifications',
  identity: '/api/v1/auth/me',
};

let server: Server;
let asked: string[];
let answers: Partial<Record<string, () => unknown>>;

const answer: RequestListener = (request, response) => {
  const service = request.url!.split('/')[1] as ServiceName;
  asked.push(service);
  const document = { openapi: '3.1.0', info: {}, paths: { [PATHS[service]]: {} } };
  const body = answers[service] ? answers[service]() : document;
  if (body === undefined) response.writeHead(503).end();
  else response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

beforeEach(async () => {
  [asked, answers] = [[], {}];
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => void server.close().closeAllConnections());

function parts(options: ApiPartsOptions): ApiParts {
  const { port } = server.address() as AddressInfo;
  const at = Object.keys(PATHS).map((service) => [service, [`http://127.0.0.1:${port}/${service}/`]]);
  return new ApiParts(Object.fromEntries(at), Log.silent(), options);
}

const pathsOf = async (known: ApiParts): Promise<string[]> => Object.keys((await known.document()).paths).sort();
const all = Object.values(PATHS).sort();
const without = (service: ServiceName) => all.filter((path) => path !== PATHS[service]);

describe('the parts of the reference', () => {
  it('are fetched once while they are young', async () => {
    const known = parts({});
    expect(await pathsOf(known)).toEqual(all);
    expect(await pathsOf(known)).toEqual(all);
    expect(asked.sort()).toEqual(Object.keys(PATHS).sort());
  });

  it('are kept while their service is down', async () => {
    const known = parts({ maxAgeMs: -1, pauseMs: 0 });
    await pathsOf(known);
    answers.lecture = () => undefined;
    await eventually(async () => {
      expect(await pathsOf(known)).toEqual(all);
      expect(asked.filter((service) => service === 'lecture').length).toBeGreaterThan(3);
    });
  });

  it.each([
    ['an error', () => undefined],
    ['not JSON', () => '<html>'],
    ['not a document', () => ({ hello: 'Mina' })],
  ])('are left out where a service answers %s, and asked for again', async (_, faulty) => {
    answers.payment = faulty;
    const known = parts({ pauseMs: 0 });
    expect(await pathsOf(known)).toEqual(without('payment'));
    delete answers.payment;
    expect(await pathsOf(known)).toEqual(all);
  });

  it('are not asked for again and again within the pause', async () => {
    answers.payment = () => undefined;
    const known = parts({ pauseMs: 60_000 });
    for (let i = 0; i < 3; i += 1) expect(await pathsOf(known)).toEqual(without('payment'));
    expect(asked.filter((service) => service === 'payment')).toHaveLength(1);
  });

  it('that contradict another are left out, and nothing else', async () => {
    const fee = (type: string, path: string) => ({
      openapi: '3.1.0',
      info: {},
      paths: { [path]: {} },
      components: { schemas: { Fee: { type } } },
    });
    answers.registration = () => fee('object', PATHS.registration);
    answers.lecture = () => fee('string', PATHS.lecture);
    expect(await pathsOf(parts({}))).toEqual(without('lecture'));
  });
});
