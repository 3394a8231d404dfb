import { SpanKind, type Span } from '@opentelemetry/api';
import { startSpan, contextWithin, failSpan, type Context } from '#platform';

export class UpstreamSpans {
  private readonly open = new WeakMap<object, Span>();

  begin(request: { raw: object; method: string }, upstream: string, context: Context): Context {
    if (!context.tracer) return context;
    const attributes = { 'http.request.method': request.method, 'peer.service': upstream };
    const facts = { kind: SpanKind.CLIENT, attributes };
    const span = startSpan(context.tracer, `${request.method} ${upstream}`, facts, context.traceparent, false);
    this.open.set(request.raw, span);
    return contextWithin(span, context, context.tracer);
  }

  responded({ raw }: { raw: object }, status: number): void {
    const span = this.remove(raw);
    span?.setAttribute('http.response.status_code', status);
    if (span && status >= 500) failSpan(span, String(status));
    span?.end();
  }

  failed({ raw }: { raw: object }, kind: string): void {
    const span = this.remove(raw);
    if (span) failSpan(span, kind);
    span?.end();
  }

  private remove(request: object): Span | undefined {
    const span = this.open.get(request);
    this.open.delete(request);
    return span;
  }
}
