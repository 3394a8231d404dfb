import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace';
import { randomUUID } from 'node:crypto';
import type { Log } from '../log/log.js';
import { samplerOf } from './samplers.js';
import type { TracingSettings } from './tracing-settings.js';

const LONGEST_EXPORT_MS = 5_000;
const AT_LEAST_EVERY_MS = 2_000;
/** OpenTelemetry's code of an export that was taken. */
const SUCCESS = 0;

/** Spans in batches over OTLP/HTTP (JSON). A queue of bounded length lies between: nobody waits for the collector, what finds no room is dropped. */
export function exportingTo(endpoint: string, service: string, settings: TracingSettings, log: Log): TracerProvider {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const otlp = new OTLPTraceExporter({ url, timeoutMillis: LONGEST_EXPORT_MS });
  return new TracerProvider({
    sampler: samplerOf(settings),
    resource: resourceOf(service),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new ToldExporter(otlp, log),
        scheduledDelayMillis: AT_LEAST_EVERY_MS,
        exportTimeoutMillis: 2 * LONGEST_EXPORT_MS,
      }),
    ],
  });
}

/** Who makes the spans; what `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME` say comes last. */
const resourceOf = (service: string) =>
  defaultResource()
    .merge(
      resourceFromAttributes({
        'service.name': service,
        'service.namespace': 'sugang',
        'service.instance.id': randomUUID(),
      }),
    )
    .merge(detectResources({ detectors: [envDetector] }));

/** Says once that the collector does not take spans, and once that it does again. */
class ToldExporter implements SpanExporter {
  private down = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly log: Log,
  ) {}

  export(spans: Parameters<SpanExporter['export']>[0], done: Parameters<SpanExporter['export']>[1]): void {
    this.exporter.export(spans, (result) => {
      const lost = Number(result.code) !== SUCCESS;
      if (lost && !this.down) this.log.warn('spans are not taken by the collector, and lost', { error: result.error });
      if (!lost && this.down) this.log.info('spans are taken again');
      this.down = lost;
      done(result);
    });
  }

  async shutdown(): Promise<void> {
    await this.exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }
}
