import { beforeAll, describe, expect, it } from '@jest/globals';
import { relationalServices } from '#contracts';
import { notRun } from '#testing';
import { loadSettings, createDataDirectory } from '#platform';
import {
  chartYaml,
  lint,
  named,
  podsOf,
  presets,
  render,
  renderer,
  servicesOf,
  type Manifest,
} from '../support/chart.js';
import { serviceSettings, type SettingsSchema } from '../support/service-settings.js';

const demo = ['-f', 'helm/sugang/values-demo.yaml'];
const production = ['-f', 'helm/sugang/values-production.yaml'];
const everything = [
  ['ingress.enabled=true', 'ingress.host=sugang.example.org', 'httpRoute.enabled=true', 'istio.enabled=true'],
  ['httpRoute.parentRefs[0].name=public', 'services.mypage.keda.enabled=true', 'services.payment.grpcPort=9082'],
  ['services.lecture.image.tag=9.9.9'],
].flatMap((some) => ['--set', some.join(',')]);

describe('the rendered chart', () => {
  if (!renderer) return notRun('needs helm on the PATH', true);

  let settings: Record<string, SettingsSchema>;
  let inDemo: Manifest[];
  let inProduction: Manifest[];
  beforeAll(async () => {
    settings = await serviceSettings();
    inDemo = render(...demo);
    inProduction = render(...production, ...everything);
  });

  it.each(presets)('passes the linter with %s', (preset) => {
    const files = preset === 'values-experiment.yaml' ? ['values-demo.yaml', preset] : [preset];
    expect(() => lint(...files.flatMap((file) => ['-f', `helm/sugang/${file}`]))).not.toThrow();
  });

  it('gives every service valid settings', () => {
    for (const manifests of [inDemo, inProduction]) {
      for (const { service, env } of servicesOf(manifests)) {
        const shape = settings[service]!.shape;
        expect([service, Object.keys(env).filter((name) => !(name in shape))]).toEqual([service, []]);
        // The image is read-only: a service that needs files would not start.
        const loaded = loadSettings(settings[service]!, { ...env, SUGANG_DATA_DIR: '/proc/x' });
        expect(() => createDataDirectory(loaded as never)).not.toThrow();
      }
    }
  });

  it('is reported with a setting that a service rejects (negative control)', () => {
    const [wrong] = servicesOf(
      render(...demo, '--set', 'services.payment.env.SUGANG_PROVIDER_FAILURE_RATE=many'),
    ).filter(({ service }) => service === 'payment');
    expect(() => loadSettings(settings.payment!, wrong!.env)).toThrow('SUGANG_PROVIDER_FAILURE_RATE');
  });

  it('gives the origins of web applications to the gateway and to identity', () => {
    const rendered = render(...demo, '--set', 'corsOrigins={https://app.example.org,http://localhost:5173}');
    const given = servicesOf(rendered).filter(({ env }) => env['SUGANG_CORS_ORIGINS'] !== undefined);
    expect(given.map(({ service }) => service).sort()).toEqual(['gateway', 'identity']);
    expect(given[0]!.env['SUGANG_CORS_ORIGINS']).toBe('https://app.example.org,http://localhost:5173');
  });

  it('renders numbers and templates as the services read them', () => {
    const [payment] = servicesOf(
      render(
        ...[...demo, '--set-json'],
        'services.payment.env={"SUGANG_GRPC_PORT":9082,"SUGANG_PROVIDER_FAILURE_RATE":0.25,"SUGANG_DRAIN_WAIT_MS":3600000,"SUGANG_ISSUER":"http://{{ .Release.Name }}"}',
      ),
    ).filter(({ service }) => service === 'payment');
    expect(payment!.env).toMatchObject({
      SUGANG_GRPC_PORT: '9082',
      SUGANG_PROVIDER_FAILURE_RATE: '0.25',
      SUGANG_DRAIN_WAIT_MS: '3600000',
      SUGANG_ISSUER: 'http://sugang',
    });
  });

  it('supports an external identity provider, with valid settings for every service', () => {
    const oidc = ['oidc.issuer=https://login.example.org/realms/campus', 'oidc.roleClaim=realm_access.roles'];
    const given = [...demo, '--set', oidc.join(','), '--set', 'oidc.roles=teacher=instructor\\,*=student'];
    expect(() => render(...given)).toThrow(/smokeTest.signUp cannot be used with oidc.issuer/);
    given.push('--set', 'smokeTest.signUp=false');
    expect(() => render(...given)).toThrow(/SUGANG_DEMO cannot be used with oidc.issuer/);
    for (const { service, env } of servicesOf(render(...given, '--set-string', 'env.SUGANG_DEMO=false'))) {
      expect(loadSettings(settings[service]!, env)).toMatchObject({
        OIDC_ISSUER: 'https://login.example.org/realms/campus',
        OIDC_AUDIENCE: 'sugang',
        OIDC_ROLES: [
          { theirs: 'teacher', ours: 'instructor' },
          { theirs: '*', ours: 'student' },
        ],
      });
      const kept = ['SUGANG_JWKS_URL', 'SUGANG_IDENTITY_KEY', 'SUGANG_ADMIN_EMAIL', 'SUGANG_SERVICE_CLIENTS'];
      expect([service, kept.filter((name) => name in env)]).toEqual([service, []]);
    }
    expect(servicesOf(inDemo).every(({ env }) => !('OIDC_ISSUER' in env) && 'SUGANG_JWKS_URL' in env)).toBe(true);
  });

  it('runs every pod without root, privileges or a service-account token', () => {
    const pods = [...inDemo, ...inProduction].flatMap((each) => podsOf(each));
    expect(pods.length).toBeGreaterThan(20);
    for (const pod of pods) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources.requests.cpu).toBeDefined();
      }
    }
  });

  it('replaces replicas one by one, each after the next is ready', () => {
    for (const deployment of inProduction.filter(({ kind }) => kind === 'Deployment')) {
      expect(deployment.spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
      expect(named(inProduction, 'PodDisruptionBudget', deployment.metadata.name)).toBeDefined();
    }
  });

  it('migrates each schema before the rollout, as the migration user', () => {
    const jobs = inProduction.filter(({ kind }) => kind === 'Job');
    expect(jobs.map(({ metadata }) => metadata.name)).toEqual(
      relationalServices.toSorted().map((service) => `sugang-${service}-migration`),
    );
    for (const job of jobs) {
      expect(job.metadata.annotations['helm.sh/hook']).toBe('pre-install,pre-upgrade');
      const [container] = podsOf(job)[0]!.containers;
      expect(container.args[0]).toMatch(/^apps\/\w+\/src\/migrate\.js$/);
      expect(container.env.at(-1).valueFrom.secretKeyRef.key).toMatch(/-migrate$/);
    }
    expect(inDemo.filter(({ kind }) => kind === 'Job')).toEqual([]);
    expect(servicesOf(inDemo).find(({ service }) => service === 'payment')!.env.SUGANG_MIGRATIONS).toBe('at-start');
    expect(() => render(...demo, '--set', 'migrations.by=job')).toThrow(/does not exist yet/);
  });

  it('rolls out only the service whose version changed', () => {
    const raised = render(...production, '--set', 'services.payment.image.tag=2.0.0');
    const before = render(...production);
    const changed = before
      .filter(
        (each) =>
          JSON.stringify(each.spec?.template) !==
          JSON.stringify(named(raised, each.kind, each.metadata.name).spec?.template),
      )
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(changed.sort()).toEqual(['Deployment sugang-payment', 'Job sugang-payment-migration']);
  });

  it('allows only the declared network paths', () => {
    const callersOf = (service: string) =>
      named(inProduction, 'NetworkPolicy', `sugang-${service}`).spec.ingress.flatMap((rule: Manifest) =>
        (rule.from ?? [{}]).map((peer: Manifest) =>
          peer.namespaceSelector
            ? 'monitoring'
            : (peer.podSelector?.matchLabels['app.kubernetes.io/component'] ?? 'any'),
        ),
      );
    expect(named(inProduction, 'NetworkPolicy', 'sugang-deny').spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(callersOf('payment')).toEqual(['gateway', 'monitoring']);
    expect(callersOf('identity')).toEqual([
      'gateway',
      'lecture',
      'mypage',
      'notification',
      'payment',
      'registration',
      'monitoring',
    ]);
    expect(callersOf('gateway')).toEqual(['any', 'monitoring']);
  });

  it('adds a service with one entry of the values', () => {
    const more = render(...demo, '--set', 'services.archive.port=8090');
    for (const kind of ['Deployment', 'Service', 'NetworkPolicy']) named(more, kind, 'sugang-archive');
    const gateway = servicesOf(more).find(({ service }) => service === 'gateway')!;
    expect(gateway.env.SUGANG_ARCHIVE_URL).toBe('http://sugang-archive:8090');
  });

  it('fails without a server, without a secret, or with an unknown key', () => {
    expect(() => render()).toThrow(/must name a server/);
    expect(() => render(...production, '--set', 'existingSecret=')).toThrow(/existingSecret must name a Secret/);
    expect(() => render(...demo, '--set', 'services.payment.replica=3')).toThrow(/replica/);
  });

  it('contains alerts of its own namespace and release, about installed services only', () => {
    const without = ['--namespace', 'campus', '--set', 'services.mypage.enabled=false'];
    const text = JSON.stringify(named(render(...production, ...without), 'PrometheusRule', 'sugang').spec);
    expect(text).toContain('namespace=\\"campus\\",release=\\"sugang\\"');
    expect(text).not.toContain('namespace=\\"sugang\\"');
    expect(text).toContain('service=\\"payment\\"');
    expect(text).not.toMatch(/service=\\"mypage\\"|SugangViews/);
    expect(JSON.stringify(named(inProduction, 'PrometheusRule', 'sugang').spec)).toMatch(
      /service=\\"mypage\\"\}.*SugangViewsStandStill/,
    );
    expect(named(inProduction, 'ServiceMonitor', 'sugang').spec.endpoints[0].relabelings).toEqual([
      { targetLabel: 'release', replacement: 'sugang' },
    ]);
  });

  it('states in every service which services are not installed', () => {
    const without = 'services.mypage.enabled=false,services.notification.enabled=false';
    for (const { service, env } of servicesOf(render(...production, '--set', without)))
      expect(loadSettings(settings[service]!, env)).toMatchObject({
        SUGANG_DISABLED_SERVICES: ['mypage', 'notification'],
      });
    for (const { env } of servicesOf(inProduction)) expect(env).not.toHaveProperty('SUGANG_DISABLED_SERVICES');
  });

  it('contains the alerts with the configured objective, the dashboards, and the original HPA and probe values', () => {
    const rules = named(inProduction, 'PrometheusRule', 'sugang').spec;
    expect(rules.groups.length).toBeGreaterThan(0);
    expect(JSON.stringify(rules)).toContain('vector(0.001000)');
    const own = render(...production, '--set-json', 'monitoring.prometheusRule.objective=99.999');
    expect(JSON.stringify(named(own, 'PrometheusRule', 'sugang').spec)).toContain('vector(0.000010)');
    const boards = named(inProduction, 'ConfigMap', 'sugang-dashboards').data as Record<string, string>;
    expect(Object.values(boards).map((text) => (JSON.parse(text) as { title: string }).title).length).toBeGreaterThan(
      1,
    );
    const experiment = render(...demo, '-f', 'helm/sugang/values-experiment.yaml');
    expect(named(experiment, 'VirtualService', 'sugang-payment').spec.http[1].timeout).toBe('3s');
    expect(named(experiment, 'HorizontalPodAutoscaler', 'sugang-mypage').spec).toMatchObject({
      maxReplicas: 3,
      metrics: [{ resource: { target: { averageUtilization: 1 } } }],
    });
  });
});

it('lists only services of this repository', async () => {
  const known = Object.keys(await serviceSettings());
  expect(known).toEqual(expect.arrayContaining(Object.keys(chartYaml('values.yaml').services as object)));
});
