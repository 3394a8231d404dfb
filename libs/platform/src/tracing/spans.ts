import { ROOT_CONTEXT, SpanStatusCode, trace, type Span, type SpanOptions, type Tracer } from '@opentelemetry/api';
import { ambientContext, inContext, spanContextOf, traceparentOf, type Context } from '../context/context.js';

/** Kind, links and attributes of a span; attributes must be neither secret nor personal data. */
export type SpanDetails = Pick<SpanOptions, 'kind' | 'attributes' | 'links'>;

/** Starts a child of the span in `parent` (a traceparent), or a new trace without one. @param isRemote whether another process started the parent */
export function startSpan(
  tracer: Tracer,
  name: string,
  details: SpanDetails,
  parent: string | undefined,
  isRemote: boolean,
): Span {
  const parentContext = spanContextOf(parent, isRemote);
  return tracer.startSpan(
    name,
    details,
    parentContext ? trace.setSpanContext(ROOT_CONTEXT, parentContext) : ROOT_CONTEXT,
  );
}

export const contextWithin = (span: Span, { correlationId, causationId }: Context, tracer: Tracer): Context => ({
  correlationId,
  ...(causationId && { causationId }),
  traceparent: traceparentOf(span.spanContext()),
  tracer,
});

/** Marks a span as failed with the type of the error. Its message and stack go only to the log: they may contain personal data. */
export function failSpan(span: Span, fault: unknown): void {
  const type = typeof fault === 'string' ? fault : fault instanceof Error ? fault.name : 'Error';
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
}

export function inSpan<T>(name: string, details: SpanDetails, work: () => Promise<T>): Promise<T> {
  const context = ambientContext();
  if (!context?.tracer) return work();
  const { tracer, traceparent } = context;
  return run(tracer, startSpan(tracer, name, details, traceparent, false), context, work);
}

/** Runs `work` in a context that came with a message or a row, and (with a tracer) in a child span of it. */
export function inRemoteSpan<T>(
  tracer: Tracer | undefined,
  context: Context,
  name: string,
  details: SpanDetails,
  work: () => Promise<T>,
): Promise<T> {
  if (!tracer) return inContext(context, work);
  return run(tracer, startSpan(tracer, name, details, context.traceparent, true), context, work);
}

async function run<T>(tracer: Tracer, span: Span, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await inContext(contextWithin(span, context, tracer), work);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}
