import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames, serviceOf } from '#contracts';
import { RunningGateway } from './running-gateway.js';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await RunningGateway.start();
});
afterAll(() => gateway.stop());

const get = (path: string) => fetch(`${gateway.url}${path}`);
describe('the gateway', () => {
  it.each(['/health/live', '/health/startup', '/health/ready'])(
    'answers %s without calling a service',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, ((await answer.json()) as any).status]).toEqual([200, 'ok']);
      expect(Object.values(gateway.behind).flatMap(({ asked }) => asked)).toEqual([]);
    },
  );

  it('serves the pages, the API reference and the event reference', async () => {
    for (const path of ['/', '/lectures/0193a5b0', '/docs', '/docs/events']) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const page = await get('/my-page');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const [script] = /\/assets\/index-[^"]+\.js/.exec(await page.text())!;
    const asset = await fetch(`${gateway.url}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect([asset.status, asset.headers.get('cache-control'), asset.headers.get('content-encoding')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'br',
    ]);
    expect(await (await get('/docs/events')).text()).toContain('<code>registration.confirmed.v1</code>');
    expect(await (await get('/asyncapi.json')).json()).toMatchObject({ asyncapi: expect.stringMatching(/^3/) });
  });

  it('names an external identity provider in its pages', async () => {
    const env = { OIDC_ISSUER: 'https://login.example.org/realms/campus', OIDC_AUDIENCE: 'sugang' };
    const other = await RunningGateway.start(env);
    const page = await (await fetch(`${other.url}/sign-in`)).text();
    await other.stop();
    expect(page).toContain(`<meta name="sugang-issuer" content="${env.OIDC_ISSUER}" /></head>`);
    expect(await (await get('/sign-in')).text()).not.toContain('sugang-issuer');
  });

  it.each(['/nowhere', '/assets/none.js', '/my-page/nowhere', '/assets/%2e%2e/index.html'])(
    'answers the unknown address %s with a problem, not with a page',
    async (path) => {
      const answer = await get(path);
      expect([path, answer.status >= 400, answer.headers.get('content-type')]).toEqual([
        path,
        true,
        'application/problem+json; charset=utf-8',
      ]);
    },
  );

  it('answers only GET and HEAD on its own pages', async () => {
    const answer = await fetch(`${gateway.url}/docs`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('does not serve metrics on its public port', async () => {
    const answer = await get('/metrics');
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  });

  it('labels its metrics with the service, never with the path', async () => {
    await (await get('/api/v1/lectures/0193a5b0')).text();
    const text = await gateway.service.metrics.text();
    const lines = text.split('\n').filter((line) => line.startsWith('sugang_upstream_seconds_count'));
    expect(lines).toEqual(['sugang_upstream_seconds_count{service="gateway",upstream="lecture",code="200"} 1']);
    expect(text).not.toContain('0193a5b0');
  });
});

describe('the OpenAPI document of the gateway', () => {
  const documentOf = async (env: Record<string, string> = {}): Promise<{ paths: object }> => {
    const alone = await RunningGateway.start(env);
    await Promise.all(Object.values(alone.behind).map((standIn) => standIn.die()));
    const document = (await (await fetch(`${alone.url}/openapi.json`)).json()) as { paths: object };
    await alone.stop();
    return document;
  };

  it('is complete right after the start, while no other service runs', async () => {
    const document = await documentOf();
    expect(document).toEqual(JSON.parse(await readFile('docs/openapi/current.json', 'utf8')));
    const described = new Set(Object.keys(document.paths).map((path) => serviceOf(path)));
    expect([...described].sort()).toEqual([...serviceNames].sort());
    expect(document.paths).toHaveProperty(['/api/v1/auth/login']);
  });

  it('lacks the operations of local accounts when another identity provider is configured', async () => {
    const { paths } = await documentOf({ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_AUDIENCE: 'sugang' });
    expect(paths).toHaveProperty(['/api/v1/auth/me']);
    expect(paths).not.toHaveProperty(['/api/v1/auth/login']);
  });
});
