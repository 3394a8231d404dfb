import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '#contracts';
import { concrete, describedRoutes, type DescribedRoute } from '../support/described-routes.js';
import { Edges } from '../support/edges.js';
import { forgedTokens } from '../support/forged-tokens.js';
import { injectedTexts, injectedValues } from '../support/injections.js';
import { hangUp, sendRaw } from '../support/send-raw.js';

const TARGETS = ['the gateway', 'the embedded mode', ...serviceNames] as const;

let edges: Edges;
let tokens: string[];
let forged: [string, string][];
beforeAll(async () => {
  edges = await Edges.start();
  tokens = await Promise.all(['mina', 'park', 'admin'].map((name) => edges.tokenOf(name)));
  forged = Object.entries(await forgedTokens(tokens[0]!, edges.signer));
});
afterAll(async () => {
  hangUp();
  await edges.stop();
});

const urlOf = (target: (typeof TARGETS)[number]): string => {
  if (target === 'the gateway') return edges.gateway;
  return target === 'the embedded mode' ? edges.embedded : edges.services.get(target)!;
};

const sender =
  (url: () => string) =>
  (route: DescribedRoute, headers: Record<string, string>, body?: unknown, id: string = randomUUID()) =>
    sendRaw(url(), {
      method: route.method,
      path: concrete(route, encodeURIComponent(id)),
      headers: {
        'Idempotency-Key': randomUUID(),
        ...headers,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
    });
/** One guard checks the tokens of all routes of a target: every forgery is sent to the first route, and a few in turn to each other one. */
const forgeriesFor = (index: number): [string, string][] =>
  index === 0 ? forged : [0, 1, 2].map((n) => forged[(index * 3 + n) % forged.length]!);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

describe.each(TARGETS)('at %s', (target) => {
  let url: string;
  let routes: DescribedRoute[];
  beforeAll(async () => {
    url = urlOf(target);
    routes = await describedRoutes(url);
  });
  const send = sender(() => url);
  const secured = () => routes.filter((route) => route.secured);

  it('a forged token is 401 on every route that needs one', async () => {
    expect(secured().length).toBeGreaterThan(0);
    for (const [index, route] of secured().entries()) {
      const tried = [...forgeriesFor(index), ['none at all', undefined] as const];
      const answers = await Promise.all(
        tried.map(([, Authorization]) => send(route, { ...(Authorization !== undefined && { Authorization }) })),
      );
      for (const [n, answer] of answers.entries()) {
        const where = [route.method, route.path, tried[n]![0]];
        expect([...where, answer.status]).toEqual([...where, 401]);
        expect(JSON.parse(answer.text)).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
      }
    }
  }, 120_000);

  it('a valid token is accepted (negative control)', async () => {
    const answers = await Promise.all(
      secured().map((route, index) => send(route, bearer(tokens[index % tokens.length]!))),
    );
    expect(answers.map(({ status }) => status)).not.toContain(401);
  }, 120_000);
});

// The edges forward bodies unread. hostile-input.e2e.spec.ts sends hostile bodies, paths and queries to the embedded mode.
describe.each(serviceNames)('at %s', (target) => {
  let url: string;
  let routes: DescribedRoute[];
  beforeAll(async () => {
    url = urlOf(target);
    routes = await describedRoutes(url);
  });
  const send = sender(() => url);

  it('a query operator in place of a string is rejected', async () => {
    for (const route of routes.filter(({ fields }) => fields.length > 0)) {
      const refused = new Set<number>();
      for (const token of tokens) {
        const bodies = injectedValues.map((value) => Object.fromEntries(route.fields.map((field) => [field, value])));
        for (const { status } of await Promise.all(bodies.map((body) => send(route, bearer(token), body))))
          refused.add(status);
      }
      expect([
        route.path,
        refused.has(400),
        [...refused].every((status) => [400, 401, 403, 404, 409].includes(status)),
      ]).toEqual([route.path, true, true]);
    }
  }, 120_000);

  it('SQL and NoSQL syntax in bodies, paths and queries is treated as plain text', async () => {
    for (const route of routes) {
      const bodies = route.fields.length > 0 ? injectedTexts : [];
      const sent = [
        ...bodies.map((text) =>
          send(route, bearer(tokens[2]!), Object.fromEntries(route.fields.map((field) => [field, text]))),
        ),
        ...injectedTexts.map((text) => send(route, bearer(tokens[0]!), undefined, text || ' ')),
        ...injectedTexts.map((text) => {
          const query = `?q=${encodeURIComponent(text)}&cursor=${encodeURIComponent(text)}`;
          return send({ ...route, path: `${route.path}${query}` }, bearer(tokens[1]!));
        }),
      ];
      const statuses = (await Promise.all(sent)).map(({ status }) => status);
      expect([route.path, statuses.filter((status) => status >= 500)]).toEqual([route.path, []]);
    }
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  }, 120_000);
});

describe.each(['the gateway', 'the embedded mode'] as const)('at the edge of %s', (target) => {
  const get = (path: string, Authorization: string) => fetch(`${urlOf(target)}${path}`, { headers: { Authorization } });

  it('a forged token is ignored on public reads, and gets 401 everywhere else', async () => {
    for (const [, Authorization] of forged) {
      expect((await get('/api/v1/lectures', Authorization)).status).toBe(200);
      expect((await get('/api/v1/registrations', Authorization)).status).toBe(401);
    }
    expect((await fetch(`${urlOf(target)}/api/v1/lectures`)).status).toBe(200);
    expect((await get('/api/v1/lectures', `Bearer ${tokens[0]}`)).status).toBe(200);
  });

  it('a forged token does not block login or the public keys', async () => {
    const [, Authorization] = forged.find(([what]) => what === 'that has expired')!;
    expect((await get('/.well-known/jwks.json', Authorization)).status).toBe(200);
    const login = await fetch(`${urlOf(target)}/api/v1/auth/login`, {
      method: 'POST',
      headers: { Authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'mina@sugang.dev', password: 'sugang-demo' }),
    });
    expect(login.status).toBe(200);
  });
});
