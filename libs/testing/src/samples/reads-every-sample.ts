import { routingKeyOf } from '#contracts';
import type { Broker, Policy } from '#messaging';
import type { Service } from '#platform';
import { eventually } from '../eventually.js';
import { samplesOf } from './samples.js';

/** A consumer that runs, with the broker that it listens on. */
export interface RunningConsumer {
  service: Service;
  broker: Broker;
}

/** What became of every sample that a consumer was sent. */
export interface Reading {
  /** How many samples it was sent, and how many of them it could read. */
  sent: number;
  read: number;
  /** Why the others did not. */
  parked: string[];
}

/** The lag is measured of events that took effect; a request for a resync is none. */
const EFFECTS = /sugang_event_lag_seconds_count\{.*\} (\d+)/g;
/** Samples of one lecture that came after a newer one have no effect any more. */
const OVERTAKEN = /sugang_events_consumed_total\{.*result="stale".*\} (\d+)/g;

const total = (metrics: string, figure: RegExp): number =>
  [...metrics.matchAll(figure)].reduce((sum, [, count]) => sum + Number(count), 0);

/** Sends a consumer every sample of the events that its policies react to, each as it stands in its file. */
export async function reading({ service, broker }: RunningConsumer, policies: readonly Policy[]): Promise<Reading> {
  const samples = samplesOf([...new Set(policies.flatMap(({ events }) => events))]);
  for (const { name, event, body } of samples) {
    await broker.publish({ id: event.id, routingKey: routingKeyOf(name), body });
  }
  return eventually(async () => {
    const text = await service.metrics.text();
    const parked = await broker.parked.list({ consumer: service.name });
    const read = total(text, EFFECTS) + total(text, OVERTAKEN);
    if (read + parked.length < samples.length) throw new Error(`${read} of ${samples.length} were read`);
    return {
      sent: samples.length,
      read,
      parked: parked.map(({ routingKey, reason }) => `${routingKey}: ${reason}`),
    };
  });
}
