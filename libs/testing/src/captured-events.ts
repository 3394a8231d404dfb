import { readEvent, type EventEnvelope, type EventName } from '#contracts';
import type { Broker } from '#messaging';

export interface CapturedEvents {
  /** In order of arrival, including duplicate deliveries. */
  all(): EventEnvelope[];
  named<N extends EventName>(name: N): EventEnvelope<N>[];
  close(): Promise<void>;
}

/** Call it before anything is published. */
export async function capturedEvents(broker: Broker, consumer = 'tap'): Promise<CapturedEvents> {
  const events: EventEnvelope[] = [];
  const tap = await broker.subscribe({
    consumer,
    bindings: ['#'],
    concurrency: 1,
    handle: async (delivery) => {
      if (!delivery.routingKey.startsWith('resync')) events.push(readEvent(delivery.body));
      return { kind: 'done' };
    },
  });
  return {
    all: () => [...events],
    named: <N extends EventName>(name: N) => events.filter((event) => event.name === name) as EventEnvelope<N>[],
    close: () => tap.close(),
  };
}
