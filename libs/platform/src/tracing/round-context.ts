import { SpanKind, type Span, type Tracer } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import type { Context } from '../context/context.js';
import { failSpan } from './spans.js';
import { traceparentOf } from './traceparent.js';

/** The context of a round of recurring work: a trace begins when something is done that tells of it, so that idle rounds leave none. */
export class RoundContext implements Context {
  readonly correlationId = randomUUID();
  private readonly beganAt = Date.now();
  private span: Span | undefined;

  constructor(
    readonly tracer: Tracer,
    private readonly task: string,
  ) {}

  get traceparent(): string {
    const { task, beganAt: startTime } = this;
    this.span ??= this.tracer.startSpan(task, { root: true, kind: SpanKind.INTERNAL, startTime });
    return traceparentOf(this.span.spanContext());
  }

  failed(error: unknown): void {
    if (this.span) failSpan(this.span, error);
  }

  over(): void {
    this.span?.end();
  }
}
