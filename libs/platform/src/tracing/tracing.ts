import type { Tracer } from '@opentelemetry/api';
import type { Log } from '../log/log.js';
import type { TracingSettings } from './tracing-settings.js';

/** The tracer of one service; whoever is entered from outside (HTTP, RPC, events) puts it into the context of what follows. */
export class Tracing {
  /** Without a collector: no span is made, and nothing of OpenTelemetry's SDK is loaded. */
  static readonly off = new Tracing();

  constructor(
    readonly tracer?: Tracer,
    private readonly flush: () => Promise<void> = async () => undefined,
  ) {}

  /** Exports to `OTEL_EXPORTER_OTLP_ENDPOINT`; `off` where that is not set. */
  static async open(service: string, settings: TracingSettings, log: Log): Promise<Tracing> {
    const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
    if (!endpoint) return Tracing.off;
    const { exportingTo } = await import('./exporting.js');
    const provider = exportingTo(endpoint, service, settings, log);
    return new Tracing(provider.getTracer('sugang'), () => provider.shutdown());
  }

  /** Hands the last spans over, for a bounded time; what is not delivered by then is lost, and nothing else with it. */
  async end(withinMs = 1_500): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    await Promise.race([this.flush(), late]).finally(() => clearTimeout(timer));
  }
}
