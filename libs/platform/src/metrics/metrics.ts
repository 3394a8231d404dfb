import { Counter, Gauge, Histogram, Registry, Summary, collectDefaultMetrics } from 'prom-client';
import { buildVersion } from '../service/build-version.js';

/** The Prometheus metrics of one service; every series has the label `service`. A metric is created by its first use. */
export class Metrics {
  readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
  }

  counter<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return this.known<Counter<Label>>(name) ?? new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  gauge<Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
    read?: (gauge: Gauge<Label>) => void | Promise<void>,
  ): Gauge<Label> {
    const collect = read && {
      collect(this: Gauge<Label>) {
        return read(this);
      },
    };
    return (
      this.known<Gauge<Label>>(name) ?? new Gauge({ name, help, labelNames, registers: [this.registry], ...collect })
    );
  }

  /** @param buckets in the unit of the histogram; the default is for seconds */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
    buckets: number[] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  ): Histogram<Label> {
    return (
      this.known<Histogram<Label>>(name) ??
      new Histogram({ name, help, labelNames, buckets, registers: [this.registry] })
    );
  }

  /** Counts what a sweep deleted; `what` is the table, or `parked`. */
  countExpired(what: string, deleted: number): void {
    this.counter('sugang_expired_deleted_total', 'Rows and messages deleted at the end of their retention', [
      'what',
    ]).inc({ what }, deleted);
  }

  /** Sum and count only: two series for each combination of labels, where a histogram has one more for each bucket. */
  summary<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Summary<Label> {
    return (
      this.known<Summary<Label>>(name) ??
      new Summary({ name, help, labelNames, percentiles: [], registers: [this.registry] })
    );
  }

  withProcessMetrics(): this {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('sugang_build_info', 'The running build; always 1', ['version', 'node']).set(
      { version: buildVersion, node: process.version },
      1,
    );
    return this;
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private known<Metric>(name: string): Metric | undefined {
    return this.registry.getSingleMetric(name) as Metric | undefined;
  }
}

/** One exposition text for several services of one process: each metric once, with the series of all services. */
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
