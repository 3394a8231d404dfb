import { ROOT_CONTEXT, SpanStatusCode, trace, type Span, type SpanOptions, type Tracer } from '@opentelemetry/api';
import { ambientContext, inContext, type Context } from '../context/context.js';
import { spanContextOf, traceparentOf } from './traceparent.js';

/** What is said of a span: its kind, and attributes that are neither secret nor about a person. */
export type SpanFacts = Pick<SpanOptions, 'kind' | 'attributes' | 'links'>;

/** Begins a span below the one that `parent` names, the first of a trace where it names none; `isRemote` when another process began that. */
export function beginSpan(
  tracer: Tracer,
  name: string,
  facts: SpanFacts,
  parent: string | undefined,
  isRemote: boolean,
): Span {
  const above = spanContextOf(parent, isRemote);
  return tracer.startSpan(name, facts, above ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT);
}

/** The context for what runs within a span. */
export const contextWithin = (span: Span, { correlationId, causationId }: Context, tracer: Tracer): Context => ({
  correlationId,
  ...(causationId && { causationId }),
  traceparent: traceparentOf(span.spanContext()),
  tracer,
});

/** Marks a span as failed by the kind of its fault; messages and stacks stay in the log, for they may hold what somebody sent. */
export function failSpan(span: Span, fault: unknown): void {
  const type = typeof fault === 'string' ? fault : fault instanceof Error ? fault.name : 'Error';
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
}

/** Runs a part of what is under way within a span of its own; where nothing is traced, it just runs it. */
export function inSpan<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T> {
  const here = ambientContext();
  if (!here?.tracer) return work();
  return run(here.tracer, beginSpan(here.tracer, name, facts, here.traceparent, false), here, work);
}

/** Enters a context that came from elsewhere, by a message or a row, and runs `work` within a span below it; without a tracer, within the context alone. */
export function enterSpan<T>(
  tracer: Tracer | undefined,
  context: Context,
  name: string,
  facts: SpanFacts,
  work: () => Promise<T>,
): Promise<T> {
  if (!tracer) return inContext(context, work);
  return run(tracer, beginSpan(tracer, name, facts, context.traceparent, true), context, work);
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
