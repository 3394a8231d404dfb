import { beforeAll, describe, expect, it } from '@jest/globals';
import { notRun } from '#testing';
import { named, podsOf, render, renderer, type Manifest } from '../support/chart.js';

const demo = ['-f', 'helm/sugang/values-demo.yaml'];
const production = ['-f', 'helm/sugang/values-production.yaml'];
const everything = [
  ['ingress.enabled=true', 'ingress.host=sugang.example.org', 'httpRoute.enabled=true'],
  ['httpRoute.parentRefs[0].name=public'],
].flatMap((some) => ['--set', some.join(',')]);

const trustedProxiesOf = (manifests: Manifest[]): string | undefined => {
  const [pod] = podsOf(named(manifests, 'Deployment', 'sugang-gateway'));
  const env = pod!.containers[0].env as { name: string; value?: string }[];
  return env.find(({ name }) => name === 'SUGANG_TRUSTED_PROXIES')?.value;
};

describe('what the chart exposes', () => {
  if (!renderer) return notRun('needs helm on the PATH', true);

  let inProduction: Manifest[];
  beforeAll(() => {
    inProduction = render(...production, ...everything);
  });

  it('serves metrics and probes on a management port that only monitoring reaches', () => {
    const [pod] = podsOf(named(inProduction, 'Deployment', 'sugang-gateway'));
    const { ports, startupProbe, readinessProbe, livenessProbe, env } = pod!.containers[0];
    expect(ports).toContainEqual({ name: 'management', containerPort: 18080 });
    expect(env).toContainEqual({ name: 'SUGANG_MANAGEMENT_PORT', value: '18080' });
    for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe]) expect(httpGet.port).toBe('management');
    expect(named(inProduction, 'Service', 'sugang-gateway').spec.ports).toMatchObject([
      { name: 'http', port: 8080 },
      { name: 'management', port: 18080 },
    ]);
    const monitor = inProduction.find(({ kind }) => kind === 'ServiceMonitor');
    expect(monitor!.spec.endpoints).toMatchObject([{ port: 'management', path: '/metrics' }]);
    const rules = named(inProduction, 'NetworkPolicy', 'sugang-gateway').spec.ingress as Manifest[];
    const reaching = rules.filter(({ ports: open }) => open.some(({ port }: Manifest) => port === 'management'));
    expect(reaching).toEqual([
      { ports: [{ port: 'management' }], from: [expect.objectContaining({ namespaceSelector: expect.anything() })] },
    ]);
    const routed = inProduction.filter(({ kind }) => kind === 'Ingress' || kind === 'HTTPRoute');
    expect(routed).toHaveLength(2);
    expect(JSON.stringify(routed)).not.toMatch(/management|18080/);
  });

  it('counts clients behind an ingress or a route by their own addresses', () => {
    const proxies = (...args: string[]) => trustedProxiesOf(render(...demo, ...args));
    const ingress = ['--set', 'ingress.enabled=true,ingress.host=sugang.example.org'];
    const route = ['--set', 'httpRoute.enabled=true,httpRoute.parentRefs[0].name=public'];
    const trusting = (count: number) => ['--set-string', `services.gateway.env.SUGANG_TRUSTED_PROXIES=${count}`];
    expect([proxies(), proxies(...ingress), proxies(...route)]).toEqual([undefined, '1', '1']);
    expect(proxies(...ingress, ...trusting(2))).toBe('2');
    expect(() => render(...demo, ...ingress, ...trusting(0))).toThrow(/SUGANG_TRUSTED_PROXIES is 0, but an ingress/);
    expect(proxies(...trusting(0))).toBe('0');
  });
});
