import { consumedBy, routingKeyOf, type ProcessName } from '#contracts';
import type { Broker } from '#messaging';
import type { Service } from '#platform';
import { eventually } from '../eventually.js';
import { samplesOf } from './samples.js';

export interface RunningConsumer {
  service: Service;
  broker: Broker;
}

export interface Reading {
  sent: number;
  read: number;
  parked: string[];
}

/** The lag is observed for events that had an effect. */
const EFFECTS = /sugang_event_lag_seconds_count\{.*\} (\d+)/g;
/** A sample that arrives after a newer state of the same aggregate has no effect. */
const STALE = /sugang_events_consumed_total\{.*result="stale".*\} (\d+)/g;

const total = (metrics: string, pattern: RegExp): number =>
  [...metrics.matchAll(pattern)].reduce((sum, [, count]) => sum + Number(count), 0);

/** Publishes every sample of the events that a service consumes and waits until it has read or parked them. */
export async function reading({ service, broker }: RunningConsumer): Promise<Reading> {
  const samples = samplesOf(consumedBy(service.name as ProcessName));
  for (const { name, event, body } of samples) {
    await broker.publish({ id: event.id, routingKey: routingKeyOf(name), body });
  }
  return eventually(async () => {
    const text = await service.metrics.text();
    const parked = await broker.parked.list({ consumer: service.name });
    const read = total(text, EFFECTS) + total(text, STALE);
    if (read + parked.length < samples.length) throw new Error(`${read} of ${samples.length} were read`);
    return {
      sent: samples.length,
      read,
      parked: parked.map(({ routingKey, reason }) => `${routingKey}: ${reason}`),
    };
  });
}
