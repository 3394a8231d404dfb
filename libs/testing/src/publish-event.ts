import { dataSchemaOf, routingKeyOf, sourceOf, writeEvent, type EventEnvelope, type NewEvent } from '#contracts';
import type { Broker } from '#messaging';
import { v7 } from 'uuid';

export function envelopeOf({ name, subject, sequence, data }: NewEvent): EventEnvelope {
  return {
    specversion: '1.0',
    id: v7(),
    source: `/sugang/${sourceOf(name)}`,
    type: `sugang.${name}.v1`,
    name,
    subject,
    time: '2027-03-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(name),
    sequence,
    correlationid: 'a-test',
    data,
  } as EventEnvelope;
}

/** Publishes an event as another service would; at least one queue must be bound to it. */
export async function publishEvent(broker: Broker, event: NewEvent): Promise<EventEnvelope> {
  const envelope = envelopeOf(event);
  await broker.publish({ id: envelope.id, routingKey: routingKeyOf(event.name), body: writeEvent(envelope) });
  return envelope;
}
