import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { servicePorts } from '#contracts';
import { loadSettings, createDataDirectory } from '#platform';
import { superfluousPackages } from '../support/production-copy.js';
import { serviceSettings } from '../support/service-settings.js';

const DOCKERFILE = 'docker/Dockerfile';

interface Compose {
  services: Record<string, any>;
}

interface Stage {
  name: string;
  instructions: string[];
}

/** The stages of a Dockerfile; a multi-line instruction counts as one. */
function stagesOf(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const [, name] = /^FROM \S+(?: AS (\S+))?/.exec(line) ?? [];
    if (line.startsWith('FROM ')) stages.push({ name: name ?? 'last', instructions: [] });
    else if (/^[A-Z]+ /.test(line)) stages.at(-1)?.instructions.push(line);
  }
  return stages;
}

/** The sources of COPY instructions that do not exist, are ignored, or refer to a missing earlier stage. */
function uncopiable(text: string, ignored: string[]): string[] {
  const stages = stagesOf(text);
  return stages.flatMap(({ instructions }, index) =>
    instructions.flatMap((instruction) => {
      const [, from, sources = ''] = /^COPY (?:--from=(\S+) )?(?:--\S+ )*(.*) \S+$/.exec(instruction) ?? [];
      if (from !== undefined) return stages.slice(0, index).some(({ name }) => name === from) ? [] : [`stage ${from}`];
      return sources.split(' ').filter((path) => path !== '' && (!existsSync(path) || ignored.includes(path)));
    }),
  );
}

/** The settings that compose passes when every required variable is set. */
const filledIn = (environment: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value)
        .replace(/\$\{\w+:-([^}]*)\}/g, '$1')
        .replace(/\$\{\w+EMAIL:[^}]+\}/g, 'admin@example.org')
        // Valid both as a key and as a password.
        .replace(/\$\{[^}]+\}/g, Buffer.alloc(32, 7).toString('base64')),
    ]),
  );

describe('the image', () => {
  const text = readFileSync(DOCKERFILE, 'utf8');
  const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
  const stages = stagesOf(text);
  const last = stages.at(-1)!;

  it('uses one base image, pinned by digest, with the Node version of the development environment', () => {
    const bases = [...new Set([...text.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base!))];
    expect(bases).toEqual([expect.stringMatching(/^node:\d+\.\d+\.\d+-\S+@sha256:[0-9a-f]{64}$/)]);
    expect(bases[0]!.split(/[:.]/)[1]).toBe(readFileSync('.nvmrc', 'utf8').trim());
  });

  it('copies only files that exist', () => {
    expect(text.match(/^COPY /gm)!.length).toBeGreaterThan(4);
    expect(uncopiable(text, ignored)).toEqual([]);
  });

  it('is reported for a missing path or stage (negative control)', () => {
    const wrong = 'FROM node AS build\nCOPY docs nowhere ./\nCOPY --from=gone /app ./\nCOPY apps apps';
    expect(uncopiable(wrong, ['docs'])).toEqual(['docs', 'nowhere', 'stage gone']);
  });

  it('copies every file that the build reads', () => {
    const build = stages.find(({ name }) => name === 'build')!.instructions.join('\n');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(build).toContain('RUN npm run build');
    expect(scripts['prebuild'] ?? scripts['postbuild']).toBeUndefined();
    const project = /-p (\S+)/.exec(scripts['build']!)![1]!;
    const { extends: parent } = load(readFileSync(project, 'utf8')) as { extends: string };
    for (const read of [project, parent.replace('./', ''), 'apps', 'libs', 'scripts/web.mjs', 'scripts/web'])
      expect(build).toContain(read);
  });

  it('runs without root, with production dependencies and the command of every service', () => {
    const lines = last.instructions.join('\n');
    expect(lines).toMatch(/^USER (?!0|root)\d+/m);
    expect(lines).toContain('COPY --from=dependencies /app/node_modules');
    expect(stages.find(({ name }) => name === 'dependencies')!.instructions.join('\n')).toContain(
      'npm ci --omit=dev --ignore-scripts',
    );
    expect(lines).toMatch(/WORKDIR \/app\/dist\nENTRYPOINT \["node"\]\nCMD \["apps\/standalone\/src\/main\.js"\]$/);
    for (const path of superfluousPackages()) expect(text).toContain(`rm -r ${path}`);
    for (const service of readdirSync('apps').filter((app) => app !== 'web'))
      expect([service, existsSync(`apps/${service}/src/main.ts`)]).toEqual([service, true]);
  });

  it('is used by compose for every service, each with its own command and port', () => {
    const { services } = load(readFileSync('docker/compose.yaml', 'utf8'), { schema: YAML11_SCHEMA }) as Compose;
    for (const [service, port] of Object.entries(servicePorts)) {
      expect([service, services[service].command]).toEqual([service, [`apps/${service}/src/main.js`]]);
      expect(services[service].healthcheck.test.join(' ')).toContain(`:${port + 10_000}/health/ready`);
    }
    const builds = Object.keys(services).filter((name) => services[name].build);
    expect(builds.map((name) => services[name].build.dockerfile)).toEqual([DOCKERFILE]);
  });

  it('runs in compose without capabilities and with limits, each service with its own user of its store', () => {
    const { services } = load(readFileSync('docker/compose.yaml', 'utf8'), { schema: YAML11_SCHEMA }) as Compose;
    for (const [name, each] of Object.entries(services)) {
      expect([name, each.cap_drop, each.security_opt]).toEqual([name, ['ALL'], ['no-new-privileges:true']]);
      expect([name, each.mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
    }
    for (const service of Object.keys(servicePorts)) {
      expect([service, services[service].cap_add]).toEqual([service, undefined]);
      const { DATABASE_URL, VIEWS_URL } = services[service].environment;
      for (const url of [DATABASE_URL, VIEWS_URL].filter(Boolean)) expect(url).toContain(`//${service}:\${`);
    }
  });

  it('is read-only in compose, with settings that need no files', async () => {
    const { services } = load(readFileSync('docker/compose.yaml', 'utf8'), { schema: YAML11_SCHEMA }) as Compose;
    const schemas = await serviceSettings();
    for (const service of Object.keys(servicePorts)) {
      expect([service, services[service].read_only]).toEqual([service, true]);
      const given = { ...filledIn(services[service].environment), SUGANG_DATA_DIR: '/proc/x' };
      expect(() => createDataDirectory(loadSettings(schemas[service]!, given) as never)).not.toThrow();
    }
    const without = { ...filledIn(services.mypage.environment), VIEWS_URL: '', SUGANG_DATA_DIR: '/proc/x' };
    expect(() => createDataDirectory(loadSettings(schemas.mypage!, without) as never)).toThrow('SUGANG_DATA_DIR');
  });
});
