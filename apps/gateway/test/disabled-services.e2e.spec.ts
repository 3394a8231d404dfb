import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningGateway } from './running-gateway.js';

describe('a gateway of an installation without My Page', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start({ SUGANG_DISABLED_SERVICES: 'mypage', SUGANG_MYPAGE_URL: 'http://gone:1' });
  });
  afterAll(() => gateway.stop());

  it.each([
    ['GET', '/api/v1/mypage'],
    ['GET', '/api/v1/mypage/stream?from=1'],
    ['POST', '/api/v1/mypage/registrations/1'],
    ['OPTIONS', '/api/v1/mypage'],
  ])('answers %s %s with 404 and says that the service is not installed', async (method, path) => {
    const body = method === 'POST' ? { body: 'x'.repeat(2000), headers: { 'content-type': 'text/plain' } } : {};
    const answer = await fetch(`${gateway.url}${path}`, { method, ...body });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('problem+json')]);
    const problem = { code: 'SERVICE_NOT_INSTALLED', instance: path.split('?')[0] };
    expect(await answer.json()).toMatchObject({ ...problem, detail: expect.stringContaining('no mypage service') });
  });

  it('still routes to every other service, and to notification below the same path', async () => {
    for (const path of ['/api/v1/lectures/1', '/api/v1/mypage/notifications'])
      expect((await fetch(`${gateway.url}${path}`)).status).toBe(200);
    expect(gateway.behind.notification.asked.map(({ url }) => url)).toEqual(['/api/v1/mypage/notifications']);
    expect(gateway.behind.mypage.connections).toBe(0);
  });

  it('shows no operations, metrics or readiness of that service', async () => {
    const document = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as any;
    const paths = Object.keys(document.paths);
    expect(paths).toContain('/api/v1/mypage/notifications');
    expect(paths).not.toContain('/api/v1/mypage');
    expect(document.tags.map(({ name }: { name: string }) => name)).not.toContain('mypage');
    const metrics = await gateway.service.metrics.text();
    expect(metrics).toContain('sugang_upstream_ready{upstream="lecture"');
    expect(metrics).not.toContain('upstream="mypage"');
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });
});
