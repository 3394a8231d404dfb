import { SpanKind, type Span } from '@opentelemetry/api';
import { startSpan, contextWithin, failSpan, type Context } from '#platform';

/** One span per request that is handed to a service, until its answer begins; the service's own goes on below it. */
export class UpstreamSpans {
  private readonly underWay = new WeakMap<object, Span>();

  /** The context in which the service is asked; that of the request itself where nothing is traced. */
  begin(request: { raw: object; method: string }, upstream: string, context: Context): Context {
    if (!context.tracer) return context;
    const attributes = { 'http.request.method': request.method, 'peer.service': upstream };
    const facts = { kind: SpanKind.CLIENT, attributes };
    const span = startSpan(context.tracer, `${request.method} ${upstream}`, facts, context.traceparent, false);
    this.underWay.set(request.raw, span);
    return contextWithin(span, context, context.tracer);
  }

  answered({ raw }: { raw: object }, status: number): void {
    const span = this.taken(raw);
    span?.setAttribute('http.response.status_code', status);
    if (span && status >= 500) failSpan(span, String(status));
    span?.end();
  }

  /** What has been answered stays answered. */
  failed({ raw }: { raw: object }, kind: string): void {
    const span = this.taken(raw);
    if (span) failSpan(span, kind);
    span?.end();
  }

  private taken(request: object): Span | undefined {
    const span = this.underWay.get(request);
    this.underWay.delete(request);
    return span;
  }
}
