import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Figures of one service, in Prometheus form; every series carries the label `service`. */
export class Metrics {
  readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
  }

  /** The counter of that name; made at the first call. */
  counter<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return this.known<Counter<Label>>(name) ?? new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** The gauge of that name; `read`, where given, is asked at each scrape. */
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

  /** The histogram of that name; `buckets` in its own unit, seconds by custom. */
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

  /** Adds the figures of the process: CPU, memory, event loop lag, garbage collection. */
  ofProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  /** Media type of `text()`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** The exposition text that `GET /metrics` answers. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private known<Metric>(name: string): Metric | undefined {
    return this.registry.getSingleMetric(name) as Metric | undefined;
  }
}
