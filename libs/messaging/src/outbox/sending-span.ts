import { SpanKind, type Span, type Tracer } from '@opentelemetry/api';
import { beginSpan } from '#platform';
import type { OutboxEntry } from './outbox-entry.js';

/** Begins the span of handing an event to the broker, below what the event came of; undefined for a notice, which is nobody's request. */
export function sendingSpan(tracer: Tracer, { id, routingKey, body }: Sent): Span | undefined {
  const { traceparent } = JSON.parse(body) as { traceparent?: string };
  if (!traceparent) return undefined;
  const attributes = {
    'messaging.operation.name': 'send',
    'messaging.operation.type': 'send',
    'messaging.destination.name': routingKey,
    'messaging.message.id': id,
  };
  return beginSpan(tracer, `send ${routingKey}`, { kind: SpanKind.PRODUCER, attributes }, traceparent, true);
}

type Sent = Pick<OutboxEntry, 'id' | 'routingKey' | 'body'>;
