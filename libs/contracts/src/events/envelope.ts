import { z } from 'zod';
import { eventCatalog, isEventName, type EventData, type EventName } from './catalog.js';

/** The attributes of CloudEvents 1.0 and our extensions. `actor`: the account whose decision about another one's registration caused the event. */
export const EventAttributes = z
  .object({
    specversion: z.literal('1.0'),
    id: z.uuidv7(),
    source: z.string().startsWith('/sugang/').max(64),
    type: z.string().regex(/^sugang\.[a-z-]+\.[a-z-]+\.v\d+$/),
    subject: z.string().min(1).max(128),
    time: z.iso.datetime({ precision: 3 }),
    datacontenttype: z.literal('application/json'),
    dataschema: z.url().max(200),
    sequence: z.int().min(1),
    correlationid: z.string().min(1).max(128),
    causationid: z.string().min(1).max(128).optional(),
    traceparent: z.string().max(64).optional(),
    actor: z.string().min(1).max(128).optional(),
    resync: z.string().max(64).optional(),
  })
  .meta({ id: 'EventAttributes' });

/** A CloudEvents 1.0 envelope with the whole public state of one aggregate after one change. */
export type EventEnvelope<N extends EventName = EventName> = {
  [Name in N]: z.infer<typeof EventAttributes> & { type: `sugang.${Name}.v1`; name: Name; data: EventData<Name> };
}[N];

export type NewEvent<N extends EventName = EventName> = {
  [Name in N]: { name: Name; subject: string; sequence: number; data: EventData<Name>; actor?: string };
}[N];

/** A message that is not a valid event, with all reasons as `path: sentence`. It is parked immediately and never retried. */
export class UnreadableEvent extends Error {
  constructor(readonly faults: string[]) {
    super(`unreadable event: ${faults.join('; ')}`);
    this.name = 'UnreadableEvent';
  }
}

export const routingKeyOf = (name: EventName): string => `${name}.v1`;

/** Routing key of a re-published event: only that consumer's queue is bound to it. */
export const resyncKeyOf = (consumer: string, name: EventName): string => `resync.${consumer}.${name}.v1`;

export const dataSchemaOf = (name: EventName): string => `https://sugang.dev/schemas/${name}.v1.json`;

/** @throws UnreadableEvent with every fault found */
export function readEvent(body: string): EventEnvelope {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new UnreadableEvent(['body: not JSON']);
  }
  const attributes = EventAttributes.safeParse(json);
  if (!attributes.success) throw new UnreadableEvent(faultsOf(attributes.error));
  const name = attributes.data.type.replace(/^sugang\./, '').replace(/\.v1$/, '');
  if (!isEventName(name)) throw new UnreadableEvent([`type: ${attributes.data.type} is unknown`]);
  const data = eventCatalog[name].safeParse((json as { data?: unknown }).data);
  if (!data.success) throw new UnreadableEvent(faultsOf(data.error, 'data.'));
  return { ...attributes.data, name, data: data.data } as EventEnvelope;
}

export function writeEvent({ name: _name, ...envelope }: EventEnvelope): string {
  return JSON.stringify(envelope);
}

const faultsOf = (error: z.ZodError, prefix = ''): string[] =>
  error.issues.map((issue) => `${prefix}${issue.path.join('.') || 'body'}: ${issue.message}`);
