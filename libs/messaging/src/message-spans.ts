import { SpanKind, type Span, type Tracer } from '@opentelemetry/api';
import type { EventEnvelope } from '#contracts';
import { startSpan, inRemoteSpan, inContext, isTraceparent, spanContextOf, type Tracing } from '#platform';
import type { Delivery, OutgoingMessage } from './broker/broker.js';

/** Starts the span of publishing an event, as a child of the span that caused it; undefined for a control message. */
export function sendSpan(tracer: Tracer, { id, routingKey, body }: OutgoingMessage): Span | undefined {
  const { traceparent } = JSON.parse(body) as { traceparent?: string };
  if (!traceparent) return undefined;
  const attributes = {
    'messaging.operation.name': 'send',
    'messaging.operation.type': 'send',
    'messaging.destination.name': routingKey,
    'messaging.message.id': id,
  };
  return startSpan(tracer, `send ${routingKey}`, { kind: SpanKind.PRODUCER, attributes }, traceparent, true);
}

/** The span is a child of the send span and linked to it, as OpenTelemetry's conventions allow for a consumer of single messages. */
export function inProcessSpan<T>(
  { tracer }: Tracing,
  consumer: string,
  event: EventEnvelope,
  { id, routingKey, headers }: Pick<Delivery, 'id' | 'routingKey' | 'headers'>,
  effect: () => Promise<T>,
): Promise<T> {
  const context = { correlationId: event.correlationid, causationId: event.id, traceparent: event.traceparent };
  if (!tracer) return inContext(context, effect);
  const traceparent = isTraceparent(headers.traceparent) ? headers.traceparent : event.traceparent;
  const sent = spanContextOf(traceparent, true);
  const attributes = {
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': routingKey,
    'messaging.consumer.group.name': consumer,
    'messaging.message.id': id,
  };
  const options = { kind: SpanKind.CONSUMER, attributes, links: sent ? [{ context: sent }] : [] };
  return inRemoteSpan(tracer, { ...context, traceparent }, `process ${routingKey}`, options, effect);
}
