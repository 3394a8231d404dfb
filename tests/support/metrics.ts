import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export const RULES = 'helm/sugang/alerts/sugang.rules.yaml';
const DASHBOARDS = 'helm/sugang/dashboards';

export const rules = (): Rule[] =>
  (load(readFileSync(RULES, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);

/** Every expression of every dashboard and rule, with its location. */
export function expressions(): { where: string; expr: string }[] {
  const panels = readdirSync(DASHBOARDS).flatMap((file) => {
    const board = JSON.parse(readFileSync(`${DASHBOARDS}/${file}`, 'utf8')) as Board;
    return board.panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ where: `${file}: ${title}`, expr })),
    );
  });
  return [...rules().map(({ alert, record, expr }) => ({ where: alert ?? record!, expr })), ...panels];
}

interface Board {
  panels: { title: string; targets?: { expr: string }[] }[];
}

/** The series that an expression selects: name and label matchers. */
export function seriesOf(expr: string): { name: string; labels: string[] }[] {
  return [...expr.matchAll(/\b((?:sugang|http|nodejs|process)_[a-z0-9_]+)\b(?:\{([^}]*)\})?/g)].map(
    ([, name, matchers = '']) => ({
      name: name!,
      labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label!),
    }),
  );
}

/** The selectors of an expression, recorded series included, that do not select one installation. */
export const unscopedSelectors = (expr: string): string[] =>
  [...expr.matchAll(/\b(?:(?:sugang|http|nodejs|process)_[a-z0-9_]+|sugang:[a-z0-9_:]+)\b(?:\{[^}]*\})?/g)]
    .map(([selector]) => selector)
    .filter((selector) => !/\{namespace="[^"]+",release="[^"]+"/.test(selector));

const SUFFIXES: Record<string, string[]> = { histogram: ['_bucket', '_sum', '_count'], summary: ['_sum', '_count'] };

/** The metrics of a service: each series name with the labels it was seen with. */
export class ScrapedMetrics {
  private readonly series = new Map<string, Set<string>>();

  constructor(exposition: string) {
    for (const line of exposition.split('\n')) {
      const [, declared, type] = /^# TYPE (\S+) (\w+)/.exec(line) ?? [];
      if (declared) for (const suffix of SUFFIXES[type!] ?? ['']) this.of(declared + suffix);
      const [, name, labels = ''] = /^([a-z_:]+)(?:\{(.*)\})? /i.exec(line) ?? [];
      if (name) for (const [, label] of labels.matchAll(/(\w+)="/g)) this.of(name).add(label!);
    }
  }

  /** Names and labels of an expression that were not scraped; Prometheus adds `instance`, `namespace` and `release`, and the services `service`. */
  missing(expr: string): string[] {
    return seriesOf(expr).flatMap(({ name, labels }) => {
      const seen = this.series.get(name);
      if (!seen) return [name];
      return labels
        .filter(
          (label) =>
            seen.size > 0 && !seen.has(label) && !['instance', 'namespace', 'release', 'service'].includes(label),
        )
        .map((label) => `${name}{${label}}`);
    });
  }

  private of(name: string): Set<string> {
    const labels = this.series.get(name) ?? new Set<string>();
    this.series.set(name, labels);
    return labels;
  }
}
