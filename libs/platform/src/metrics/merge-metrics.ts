import type { Metrics } from './metrics.js';

/** One exposition text for several services of one process: each figure is told once, with the series of all of them. */
export async function mergeMetrics(all: readonly Metrics[]): Promise<string> {
  const texts = await Promise.all(all.map((metrics) => metrics.text()));
  const families = new Map<string, string[]>();
  for (const family of texts.flatMap((text) => text.split(/^(?=# HELP )/m))) {
    const [help, type, ...series] = family.trimEnd().split('\n');
    const head = `${help}\n${type}`;
    families.set(head, [...(families.get(head) ?? []), ...series]);
  }
  return [...families].map(([head, series]) => `${[head, ...series].join('\n')}\n`).join('\n');
}
