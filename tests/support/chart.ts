import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { programPath } from '../../scripts/servers/debian.mjs';

export const CHART = 'helm/sugang';
export const presets = ['values-demo.yaml', 'values-production.yaml', 'values-experiment.yaml'] as const;

export const chartText = (file: string): string => readFileSync(join(CHART, file), 'utf8');
export const chartYaml = <T = Record<string, any>>(file: string): T => load(chartText(file)) as T;

/** The chart renderer: Helm, or a program with the same commands. */
export const renderer = programPath('helm') ?? programPath('helm-render');

/** One object of a rendered chart. */
export type Manifest = Record<string, any>;

/** @throws the renderer's message when the values are rejected */
export function render(...args: string[]): Manifest[] {
  const text = execFileSync(renderer!, ['template', 'sugang', CHART, ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
    maxBuffer: 1 << 26,
  });
  return (loadAll(text) as (Manifest | undefined)[]).filter((each): each is Manifest => Boolean(each));
}

/** @throws the renderer's message when the chart is invalid */
export const lint = (...args: string[]): string =>
  execFileSync(renderer!, ['lint', CHART, ...args], { encoding: 'utf8', stdio: 'pipe' });

export const named = (manifests: Manifest[], kind: string, name: string): Manifest => {
  const found = manifests.find((each) => each.kind === kind && each.metadata.name === name);
  if (!found)
    throw new Error(
      `no ${kind} ${name} among ${manifests.map((each) => `${each.kind}/${each.metadata.name}`).join(', ')}`,
    );
  return found;
};

/** The pod specification of a manifest, if it has one. */
export const podsOf = (manifest: Manifest): Manifest[] => {
  if (manifest.kind === 'Pod') return [manifest.spec as Manifest];
  return manifest.spec?.template?.spec ? [manifest.spec.template.spec as Manifest] : [];
};

const RANDOM_KEY = Buffer.alloc(32, 7).toString('base64');

/** The services with their environments; what comes from a Secret has something that could stand there. */
export function servicesOf(manifests: Manifest[]) {
  const secret = manifests.find(({ kind }) => kind === 'Secret')?.stringData as Record<string, string> | undefined;
  const servers: Record<string, string> = {
    DATABASE_URL: 'mysql://run:secret@db/schema',
    BROKER_URL: 'amqp://run:secret@mq',
    VIEWS_URL: 'mongodb://run:secret@db/views',
    SUGANG_ADMIN_EMAIL: 'admin@example.org',
    SUGANG_SMTP_URL: 'smtp://mail',
    SUGANG_LIMITS_URL: 'redis://redis',
    SUGANG_SERVICE_CLIENTS: `registration:${'a'.repeat(64)}`,
  };
  return manifests
    .filter(({ kind }) => kind === 'Deployment')
    .map((deployment) => {
      const [container] = podsOf(deployment)[0]!.containers;
      const env = Object.fromEntries<string>(
        container.env.map(({ name, value }: { name: string; value?: string }) => [
          name,
          value ?? secret?.[name] ?? servers[name] ?? RANDOM_KEY,
        ]),
      );
      return { service: container.name as string, env };
    });
}
