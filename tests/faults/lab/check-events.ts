import { publishers } from '#contracts';
import type { CheckTargets } from './check-targets.js';

const SHOWN = 5;

interface Entry {
  id: string;
  routing_key: string;
}

/** F5: the tap recorded every sent outbox row, and no event without an outbox row. */
export async function lostOrMadeUp(lab: CheckTargets): Promise<string[]> {
  const sent = (
    await Promise.all(publishers.map((service) => lab.rows<Entry>(service, 'SELECT id, routing_key FROM outbox')))
  ).flat();
  const known = new Set(sent.map(({ id }) => id));
  const lost = sent.filter(({ id }) => id > lab.tap.since && lab.tap.timesOf(id) === 0);
  const madeUp = lab.tap.published.filter(({ id, routingKey }) => !routingKey.startsWith('resync') && !known.has(id));
  return [
    ...lost
      .slice(0, SHOWN)
      .map(({ id, routing_key }) => `F5: ${routing_key} ${id} is in its outbox and was never published`),
    ...madeUp.slice(0, SHOWN).map(({ id, routingKey }) => `F5: ${routingKey} ${id} was published and is in no outbox`),
  ];
}
