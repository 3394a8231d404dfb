import { setTimeout } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import type { Log } from '../log/log.js';
import type { TracingSettings } from '../settings/core-settings.js';

export class Tracing {
  /** Without a collector no spans are created, and OpenTelemetry's SDK is not loaded. */
  static readonly off = new Tracing();

  constructor(
    readonly tracer?: Tracer,
    private readonly flush: () => Promise<void> = async () => undefined,
  ) {}

  static async open(service: string, settings: TracingSettings, log: Log): Promise<Tracing> {
    const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
    if (!endpoint) return Tracing.off;
    const { exportingTo } = await import('./exporting.js');
    const provider = exportingTo(endpoint, service, settings, log);
    return new Tracing(provider.getTracer('sugang'), () => provider.shutdown());
  }

  /** Exports the remaining spans; those that are not delivered after `timeoutMs` are lost. */
  async end(timeoutMs = 1_500): Promise<void> {
    const flushed = new AbortController();
    const timeout = setTimeout(timeoutMs, undefined, { signal: flushed.signal });
    await Promise.race([this.flush(), timeout]).finally(() => flushed.abort());
  }
}
