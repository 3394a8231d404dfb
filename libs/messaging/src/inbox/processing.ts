import { SpanKind } from '@opentelemetry/api';
import type { EventEnvelope } from '#contracts';
import { enterSpan, inContext, isTraceparent, spanContextOf, type Tracing } from '#platform';
import type { Delivery } from '../broker/broker.js';

/**
 * Lets one event have its effect in the context of what it came of. Its span goes on in the same trace, below the sending, and is
 * linked to it as well: the form that OpenTelemetry's conventions leave to a consumer of single messages.
 */
export function processing<T>(
  { tracer }: Tracing,
  consumer: string,
  event: EventEnvelope,
  { id, routingKey, headers }: Pick<Delivery, 'id' | 'routingKey' | 'headers'>,
  effect: () => Promise<T>,
): Promise<T> {
  const context = { correlationId: event.correlationid, causationId: event.id, traceparent: event.traceparent };
  if (!tracer) return inContext(context, effect);
  const traceparent = isTraceparent(headers.traceparent) ? headers.traceparent : event.traceparent;
  const sending = spanContextOf(traceparent, true);
  const attributes = {
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': routingKey,
    'messaging.consumer.group.name': consumer,
    'messaging.message.id': id,
  };
  const facts = { kind: SpanKind.CONSUMER, attributes, links: sending ? [{ context: sending }] : [] };
  return enterSpan(tracer, { ...context, traceparent }, `process ${routingKey}`, facts, effect);
}
