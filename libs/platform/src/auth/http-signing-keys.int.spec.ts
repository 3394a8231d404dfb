import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { HttpSigningKeys } from './http-signing-keys.js';

const first = { keys: [{ kty: 'OKP', kid: 'first' }] };
const second = { keys: [{ kty: 'OKP', kid: 'second' }] };

let server: Server;
let url: string;
let asked = 0;
let answering: RequestListener;

const answers =
  (body: unknown, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

beforeEach(async () => {
  asked = 0;
  answering = answers(first);
  server = createServer((request, response) => {
    asked += 1;
    answering(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('HttpSigningKeys', () => {
  it('fetches the keys on first use, with one request for concurrent callers, and caches them', async () => {
    const keys = new HttpSigningKeys(url);
    expect(await Promise.all([keys.keys(), keys.keys(), keys.keys()])).toEqual([first, first, first]);
    expect(await keys.keys()).toEqual(first);
    expect(asked).toBe(1);
  });

  it('uses the first of several addresses that responds', async () => {
    const broken = `${url}/elsewhere`;
    answering = (request, response) =>
      answers(first, request.url?.endsWith('elsewhere') ? 503 : 200)(request, response);
    expect(await new HttpSigningKeys([broken, url]).keys()).toEqual(first);
    expect(await new HttpSigningKeys([broken]).keys()).toEqual({ keys: [] });
  });

  it('renews expired keys in the background', async () => {
    const keys = new HttpSigningKeys(url, { maxAgeMs: 0, cooldownMs: 0 });
    await keys.keys();
    answering = answers(second);
    expect(await keys.keys()).toEqual(first);
    await eventually(async () => expect(await keys.keys()).toEqual(second));
  });

  it.each<[string, RequestListener]>([
    ['returns an error', answers({}, 500)],
    ['returns an invalid key set', answers({ keys: 'none' })],
    ['closes the connection', (request) => void request.destroy()],
    ['redirects', (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end()],
  ])('keeps the known keys if identity %s', async (_, failing) => {
    const keys = new HttpSigningKeys(url, { cooldownMs: 0 });
    await keys.keys();
    answering = failing;
    expect(await keys.refresh()).toEqual(first);
  });

  it('has no keys until identity responds for the first time', async () => {
    answering = answers({}, 503);
    const keys = new HttpSigningKeys(url, { cooldownMs: 0 });
    expect(await keys.keys()).toEqual({ keys: [] });
    answering = answers(first);
    expect(await keys.keys()).toEqual(first);
  });

  it('does not fetch the keys for every forged token', async () => {
    const keys = new HttpSigningKeys(url, { cooldownMs: 60_000 });
    for (let i = 0; i < 20; i += 1) await keys.refresh();
    expect(asked).toBe(1);
  });
});
