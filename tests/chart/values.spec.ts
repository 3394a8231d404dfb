import { beforeAll, describe, expect, it } from '@jest/globals';
import { servicePorts } from '#contracts';
import { coreSettings } from '#platform';
import { Ajv, type ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { chartText, chartYaml, presets } from '../support/chart.js';
import { serviceSettings, type SettingsSchema } from '../support/service-settings.js';

const values = chartYaml('values.yaml');
const schema = JSON.parse(chartText('values.schema.json')) as Record<string, any>;
/** What one preset stands on, as the presets themselves say. */
const below: Partial<Record<(typeof presets)[number], string>> = { 'values-experiment.yaml': 'values-demo.yaml' };

describe('the values of the chart', () => {
  let valid: ValidateFunction;
  let settings: Record<string, SettingsSchema>;
  beforeAll(async () => {
    valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    settings = await serviceSettings();
  });
  const faults = (given: unknown) =>
    valid(given) ? [] : valid.errors!.map((error) => `${error.instancePath} ${error.message}`);

  it.each(['values.yaml', ...presets])('match their schema: %s', (file) => {
    expect(faults(chartYaml(file))).toEqual([]);
  });

  it('are rejected with an unknown key, an invalid number, or a password in an address', () => {
    expect(faults({ replicas: 3 })).toEqual([' must NOT have additional properties']);
    expect(faults({ services: { payment: { replica: 3 } } })).toHaveLength(1);
    expect(faults({ services: { payment: { probes: { live: {} } } } })).toHaveLength(1);
    expect(faults({ services: { payment: { replicas: 'three' } } })).toHaveLength(1);
    for (const [server, url] of [
      ['database', 'mysql://root:secret@db'],
      ['broker', 'amqp://guest:guest@mq'],
      ['views', 'mongodb://me:secret@db'],
    ] as const) {
      expect(faults({ [server]: { url } })).toHaveLength(1);
      expect(faults({ [server]: { url: url.replace(/:[^:/]*@/, '@') } })).toEqual([]);
    }
  });

  it('have a closed schema for every key', () => {
    expect(openObjects(schema)).toEqual([]);
    expect(openObjects({ properties: { a: { type: 'object', properties: {} } } })).toEqual(['/properties/a']);
    expect(undescribed(values, schema)).toEqual([]);
    expect(undescribed({ services: { payment: { hue: 'red' } } }, schema)).toEqual(['/services/payment/hue']);
  });

  it('set only settings that a service reads', () => {
    const unread = (all: Record<string, any>) => {
      const everywhere = Object.keys(all.env ?? {}).flatMap((name) =>
        Object.entries(settings).map(([service, { shape }]) => (name in shape ? '' : `${service}: ${name}`)),
      );
      const own = Object.entries((all.services ?? {}) as Record<string, any>).flatMap(([service, given]) =>
        [...Object.keys(given.env ?? {}), ...(given.secrets ?? []), ...(given.optionalSecrets ?? [])].map((name) =>
          name in settings[service]!.shape ? '' : `${service}: ${name}`,
        ),
      );
      return [...everywhere, ...own].filter(Boolean);
    };
    for (const file of ['values.yaml', ...presets]) expect(unread(chartYaml(file))).toEqual([]);
    expect(unread({ services: { lecture: { env: { SUGANG_HOLD_MINUTES: 1 } } } })).toEqual([
      'lecture: SUGANG_HOLD_MINUTES',
    ]);
  });

  it('take every secret setting from a Secret', () => {
    const open = (all: Record<string, any>) =>
      [['every service', all] as const, ...Object.entries<any>(all.services ?? {})].flatMap(([service, given]) =>
        Object.keys(given.env ?? {})
          .filter((name) => Object.values(settings).some(({ shape }) => isSecret(shape[name])))
          .map((name) => `${service}: ${name}`),
      );
    for (const file of ['values.yaml', ...presets]) expect(open(chartYaml(file))).toEqual([]);
    expect(open({ env: { DATABASE_URL: 'mysql://db' } })).toEqual(['every service: DATABASE_URL']);
  });

  it('name existing services on their ports', () => {
    for (const [service, { port, database }] of Object.entries<any>(values.services)) {
      expect([service, port]).toEqual([service, servicePorts[service as keyof typeof servicePorts]]);
      expect(existsSync(`apps/${service}/src/main.ts`)).toBe(true);
      expect([service, existsSync(`apps/${service}/src/migrate.ts`)]).toEqual([service, database ?? true]);
    }
  });

  it('configure probes that every service serves', () => {
    const asked = [...chartText('templates/deployment.yaml').matchAll(/"path" "(\w+)"/g)].map(([, path]) => path);
    expect(asked).toEqual(['startup', 'ready', 'live']);
    const served = readFileSync('libs/platform/src/health/management-server.ts', 'utf8');
    for (const path of [...asked.map((each) => `/health/${each}`), '/metrics'])
      expect(served).toContain(`case '${path}':`);
    expect(chartText('templates/servicemonitor.yaml')).toContain('path: /metrics');
  });

  it('give a pod enough time for its shutdown', () => {
    const { preStopSeconds, drainWaitMs, budgetMs, gracePeriodSeconds } = values.shutdown;
    expect(budgetMs).toBe(coreSettings.SUGANG_SHUTDOWN_MS.parse(undefined));
    expect((drainWaitMs + budgetMs) / 1000).toBeLessThan(15);
    expect(gracePeriodSeconds).toBeGreaterThan(preStopSeconds + (drainWaitMs + budgetMs) / 1000 + 5);
  });

  it('contain no secret', () => {
    const flat = JSON.stringify([values, ...presets.map((file) => chartYaml(file))]);
    expect(flat.match(/"[^"]*(password|token|secret|key)[^"]*":"[^"]+"/gi) ?? []).toEqual(
      [...flat.matchAll(/"(?:existingSecret|key|migrationKey)":"[^"]+"/g)].map(String),
    );
  });

  it("and the chart have the package's version", () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(chartYaml('Chart.yaml')).toMatchObject({ version, appVersion: version });
  });

  it.each(Object.entries(below))('%s documents the preset it extends', (preset, other) => {
    expect(chartText(preset)).toContain(`-f helm/sugang/${other} -f helm/sugang/${preset}`);
  });
});

type Schema = Record<string, any>;

/** Objects with named properties that would take others too. */
function openObjects(node: Schema, path = ''): string[] {
  if (node === null || typeof node !== 'object') return [];
  const open =
    (node.properties || node.patternProperties) && node.type === 'object' && node.additionalProperties !== false;
  return [
    ...(open ? [path] : []),
    ...Object.entries(node).flatMap(([key, each]) => openObjects(each as Schema, `${path}/${key}`)),
  ];
}

/** Values without a schema of their own. */
function undescribed(value: any, node: Schema, path = ''): string[] {
  const here: Schema = node.$ref ? schema.definitions[node.$ref.replace('#/definitions/', '')] : node;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  if (!here.properties && !here.patternProperties) return [];
  const pattern = Object.values((here.patternProperties ?? {}) as Schema)[0] as Schema | undefined;
  return Object.entries(value).flatMap(([key, each]) => {
    const next = here.properties?.[key] ?? pattern;
    return next ? undescribed(each, next, `${path}/${key}`) : [`${path}/${key}`];
  });
}

const isSecret = (setting: unknown): boolean => (setting as z.ZodType | undefined)?.meta()?.['secret'] === true;
