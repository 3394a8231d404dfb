import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { manifestOf, serviceNames } from '#contracts';
import { queueNames } from '#messaging';
import { coreSettings, databaseSettings, loadSettings } from '#platform';
import { notRun } from '#testing';
import { z } from 'zod';
import { inspectorSettings } from '../../apps/inspector/src/settings.js';
import { named, podsOf, render, renderer } from '../support/chart.js';

const production = ['-f', 'helm/sugang/values-production.yaml'];
const settingsOf = (values: object): string[] =>
  Object.entries(values).flatMap(([key, value]) => ['--set-json', `${key}=${JSON.stringify(value)}`]);

describe('the chart in a company cluster', () => {
  if (!renderer) return notRun('needs helm on the PATH', true);

  it('pins images by digest, except for a service with its own tag', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const manifests = render(...production, '--set', `image.digest=${digest},services.lecture.image.tag=9.9.9`);
    const { spec, metadata } = named(manifests, 'Deployment', 'sugang-payment');
    expect(podsOf({ spec })[0]!.containers[0].image).toMatch(new RegExp(`^sugang:[0-9.]+@${digest}$`));
    expect(metadata.labels['app.kubernetes.io/version']).toMatch(/^[0-9.]+$/);
    expect(podsOf(named(manifests, 'Deployment', 'sugang-lecture'))[0]!.containers[0].image).toBe('sugang:9.9.9');
    expect(() => render(...production, '--set', `image.tag=1@${digest}`)).toThrow(/tag/);
  });

  it('leaves out what is null in a security context, as OpenShift requires', () => {
    const open = ['runAsUser', 'runAsGroup', 'fsGroup'].map((key) => `podSecurityContext.${key}=null`).join(',');
    for (const pod of render(...production, '--set', open).flatMap(podsOf)) {
      expect(pod.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    }
  });

  it('mounts CA certificates into every pod and points Node.js to them', () => {
    const pods = render(...production, '--set', 'caBundle.configMap=campus-ca').flatMap(podsOf);
    expect(pods.length).toBeGreaterThan(10);
    for (const { containers, volumes } of pods) {
      expect(containers[0].env).toContainEqual({ name: 'NODE_EXTRA_CA_CERTS', value: '/etc/sugang/ca/ca.crt' });
      expect(containers[0].volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/etc/sugang/ca' }));
      expect(volumes).toContainEqual({ name: 'ca-bundle', configMap: { name: 'campus-ca' } });
    }
  });

  it('adds volumes, variables, labels, service accounts, objects and schedules of the installation', () => {
    const values = {
      serviceAccount: { create: true, annotations: { role: 'campus' } },
      extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '{{ .Release.Name }}-more' } }],
      migrations: {
        annotations: { wave: '1' },
        tolerations: [{ key: 'jobs' }],
        resources: { limits: { memory: '1Gi' } },
      },
      services: {
        payment: {
          podLabels: { team: 'money' },
          extraEnv: [{ name: 'HTTPS_PROXY', valueFrom: { configMapKeyRef: { name: 'proxy', key: 'url' } } }],
          extraVolumes: [{ name: 'more', emptyDir: {} }],
          extraVolumeMounts: [{ name: 'more', mountPath: '/more' }],
          autoscaling: { enabled: true, targetCPU: 0, targetMemory: 80 },
        },
      },
    };
    const manifests = render(...production, ...settingsOf(values));
    const { template } = named(manifests, 'Deployment', 'sugang-payment').spec;
    expect(template.metadata.labels.team).toBe('money');
    expect(template.spec.serviceAccountName).toBe('sugang-payment');
    expect(template.spec.containers[0].env.at(-1)).toMatchObject({ name: 'HTTPS_PROXY' });
    expect(template.spec.containers[0].volumeMounts.at(-1)).toEqual({ name: 'more', mountPath: '/more' });
    expect(template.spec.volumes.at(-1)).toEqual({ name: 'more', emptyDir: {} });
    expect(named(manifests, 'ServiceAccount', 'sugang-payment')).toMatchObject({
      metadata: { annotations: { role: 'campus' } },
      automountServiceAccountToken: false,
    });
    expect(named(manifests, 'ConfigMap', 'sugang-more')).toBeDefined();
    const migration = named(manifests, 'Job', 'sugang-payment-migration');
    expect(migration.metadata.annotations.wave).toBe('1');
    expect(podsOf(migration)[0]).toMatchObject({ tolerations: [{ key: 'jobs' }] });
    expect(podsOf(migration)[0]!.containers[0].resources.limits).toEqual({ memory: '1Gi' });
    expect(named(manifests, 'HorizontalPodAutoscaler', 'sugang-payment').spec.metrics).toMatchObject([
      { resource: { name: 'memory', target: { averageUtilization: 80 } } },
    ]);
  });

  it('is installed on IPv6, with servers, gateways and Services of that family', () => {
    const values = {
      ipFamilyPolicy: 'RequireDualStack',
      ipFamilies: ['IPv6', 'IPv4'],
      gatewayNetworks: ['2001:db8:1::/48', 'fd00::/8'],
      database: { url: 'mysql://run@[fd00::3]:3306', existingSecret: '' },
      networkPolicy: { database: { to: [{ ipBlock: { cidr: 'fd00::/8' } }] } },
    };
    const manifests = render(...production, ...settingsOf(values));
    const ofServices = manifests.filter(({ kind }) => kind === 'Service');
    expect(ofServices.length).toBe(serviceNames.length + 1);
    for (const { spec } of ofServices)
      expect(spec).toMatchObject({ ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6', 'IPv4'] });
    const { env } = podsOf(named(manifests, 'Deployment', 'sugang-payment'))[0]!.containers[0];
    const of = (name: string) => env.find((each: { name: string }) => each.name === name)?.value as string;
    const settings = { DATABASE_URL: of('DATABASE_URL'), SUGANG_GATEWAYS: of('SUGANG_GATEWAYS') };
    const loaded = loadSettings(z.object({ ...coreSettings, ...databaseSettings }), settings);
    expect(loaded.DATABASE_URL).toBe('mysql://run@[fd00::3]:3306');
    expect(loaded.SUGANG_GATEWAYS!.check('2001:db8:1:2::3', 'ipv6')).toBe(true);
    expect(() => render(...production, ...settingsOf({ ipFamilies: ['IPv5'] }))).toThrow(/ipFamilies/);
  });

  it('scales by the queue that the service declares', () => {
    const scaled = serviceNames.filter((name) => manifestOf(name).consumers.length > 0);
    const keda = Object.fromEntries(scaled.map((name) => [name, { keda: { enabled: true } }]));
    const manifests = render(...production, ...settingsOf({ services: keda }));
    for (const name of scaled) {
      const [trigger] = named(manifests, 'ScaledObject', `sugang-${name}`).spec.triggers;
      expect(trigger.metadata.queueName).toBe(queueNames(name).queue);
    }
  });

  it('uses an existing service account for jobs and tools, too', () => {
    const existing = ['--set', 'serviceAccount.name=campus,toolbox.enabled=true'];
    const pods = render(...production, ...existing).flatMap(podsOf);
    expect(pods.length).toBeGreaterThan(10);
    expect(pods.filter(({ serviceAccountName }) => serviceAccountName !== 'campus')).toEqual([]);
  });

  it('lets a mesh allow only the calls that exist', () => {
    const mesh = ['--set', 'istio.enabled=true,istio.mtls=STRICT,istio.authorization=true'];
    expect(() => render(...production, ...mesh)).toThrow(/istio.authorization needs serviceAccount.create/);
    const manifests = render(...production, ...mesh, '--set', 'serviceAccount.create=true');
    expect(named(manifests, 'PeerAuthentication', 'sugang').spec.mtls).toEqual({ mode: 'STRICT' });
    const { rules } = named(manifests, 'AuthorizationPolicy', 'sugang-registration').spec;
    expect(rules[0].from[0].source.principals).toEqual(['cluster.local/ns/default/sa/sugang-gateway']);
    expect(named(manifests, 'AuthorizationPolicy', 'sugang-gateway').spec.rules[0].to[0].operation).toEqual({
      ports: ['8080'],
    });
  });

  it.each([
    ['a disruption budget of nothing', 'defaults.podDisruptionBudget.maxUnavailable=0%', /maxUnavailable/],
    ['minReplicas above maxReplicas', 'services.payment.autoscaling.minReplicas=9', /minReplicas is 9, more than/],
    ['an autoscaler without a metric', 'services.payment.autoscaling.targetCPU=0', /autoscaling has no metric/],
    ['a target without a request', 'defaults.resources.requests.cpu=null', /requests.cpu, which is not set/],
    ['a grace period within the shutdown', 'shutdown.gracePeriodSeconds=19', /must be longer than .* 19000 ms/],
    ['an unknown quantity', 'defaults.resources.limits.memory=512MB', /memory/],
    ['a route to no gateway', 'httpRoute.enabled=true', /httpRoute.parentRefs must name a gateway/],
  ])('is rejected with %s', (_, wrong, message) => {
    expect(() => render(...production, '--set', wrong)).toThrow(message);
  });

  it('has names of at most 63 characters, also for long names of a release', () => {
    const long = ['--set', `fullnameOverride=${'r'.repeat(30)}`, '--set', `services.${'s'.repeat(21)}.port=8090`];
    const names = render(...production, ...long).map(({ metadata }) => metadata.name as string);
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(60);
    expect(names.filter((name) => name.length > 63)).toEqual([]);
    expect(() => render(...production, '--set', `fullnameOverride=${'r'.repeat(31)}`)).toThrow(/fullnameOverride/);
  });

  it('has a toolbox with the address of every store and the broker, and checks the invariants on a schedule', () => {
    const manifests = render(...production, '--set', 'toolbox.enabled=true,toolbox.checkInvariants.schedule=0 4 * * *');
    const check = named(manifests, 'CronJob', 'sugang-check-invariants').spec;
    expect(check).toMatchObject({ schedule: '0 4 * * *', suspend: false });
    const [container] = check.jobTemplate.spec.template.spec.containers;
    expect(existsSync(container.args[0].replace(/\.js$/, '.ts'))).toBe(true);
    const [pod] = podsOf(named(manifests, 'Deployment', 'sugang-toolbox'));
    for (const { env } of [container, pod!.containers[0]]) {
      const names = env.map(({ name }: { name: string }) => name);
      for (const name of Object.keys(inspectorSettings.shape).filter((each) =>
        /._DATABASE_URL$|^(VIEWS|BROKER)_URL$/.test(each),
      ))
        expect(names).toContain(name);
    }
    expect(named(manifests, 'NetworkPolicy', 'sugang-toolbox').spec.egress.length).toBe(4);
    const mounts = { enabled: true, extraVolumeMounts: [{ name: 'client-certificate', mountPath: '/tls' }] };
    const withMounts = render(
      ...production,
      ...settingsOf({ toolbox: mounts, services: { mypage: { enabled: false } } }),
    );
    const [toolbox] = podsOf(named(withMounts, 'Deployment', 'sugang-toolbox'));
    expect(toolbox!.containers[0].volumeMounts.at(-1).mountPath).toBe('/tls');
    expect(toolbox!.containers[0].env.map(({ name }: { name: string }) => name)).not.toContain('VIEWS_URL');
    const byHand = named(render(...production, '--set', 'toolbox.enabled=true'), 'CronJob', 'sugang-check-invariants');
    expect(byHand.spec.suspend).toBe(true);
  });
});
