import { SpanKind, type Span, type Tracer } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import { traceparentOf, type Context } from '../context/context.js';
import { failSpan } from './spans.js';

/** The context of one run of a job. The span starts with the first use of its `traceparent`, so that idle runs leave no trace. */
export class JobContext implements Context {
  readonly correlationId = randomUUID();
  private readonly startTime = Date.now();
  private span: Span | undefined;

  constructor(
    readonly tracer: Tracer,
    private readonly task: string,
  ) {}

  get traceparent(): string {
    const { task, startTime } = this;
    this.span ??= this.tracer.startSpan(task, { root: true, kind: SpanKind.INTERNAL, startTime });
    return traceparentOf(this.span.spanContext());
  }

  fail(error: unknown): void {
    if (this.span) failSpan(this.span, error);
  }

  end(): void {
    this.span?.end();
  }
}
