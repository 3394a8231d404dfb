import { z } from 'zod';
import { eventCatalog, eventNames, type EventName } from '../events/catalog.js';
import { sourceOf } from '../services.js';
import { dataSchemaOf, EventAttributes } from '../events/envelope.js';
import { eventExamples } from '../events/examples.js';
import { eventMeanings } from '../events/meanings.js';
import { RebuildRequested, ResyncFinished, ResyncRequested } from '../events/resync.js';
import { CHARGE_PATTERN, ChargeAnswer, ChargeRequest } from '../rpc/charge.js';
import type { Json, JsonSchemas } from './json-schemas.js';

/** Every message between the services by its name. */
export const messagesOf = (schemas: JsonSchemas): Record<string, Json> => ({
  ...Object.fromEntries(eventNames.map((name) => [name, eventMessage(name, schemas)])),
  'resync-requested': control('A consumer requests the current state of all aggregates.', ResyncRequested, schemas),
  'resync-finished': control('All states have been re-published.', ResyncFinished, schemas),
  'rebuild-requested': control('Grow your views anew, beside those that are read.', RebuildRequested, schemas),
  charge: {
    summary: 'Asks payment for money.',
    contentType: 'application/json',
    payload: schemas.of(
      z.object({
        pattern: z.literal(CHARGE_PATTERN),
        id: z.string(),
        data: ChargeRequest.meta({ id: 'ChargeRequest' }),
      }),
    ),
  },
  'charge-answer': {
    summary: 'What became of the charge.',
    contentType: 'application/json',
    payload: schemas.of(
      z.object({
        id: z.string().optional(),
        response: ChargeAnswer.meta({ id: 'ChargeAnswer' }),
        isDisposed: z.literal(true),
      }),
    ),
  },
});

function eventMessage(name: EventName, schemas: JsonSchemas): Json {
  return {
    name: `sugang.${name}.v1`,
    title: name,
    summary: eventMeanings[name],
    contentType: 'application/cloudevents+json',
    payload: {
      allOf: [
        schemas.of(EventAttributes),
        {
          type: 'object',
          required: ['data'],
          properties: {
            type: { const: `sugang.${name}.v1` },
            source: { const: `/sugang/${sourceOf(name)}` },
            dataschema: { const: dataSchemaOf(name) },
            data: schemas.of(eventCatalog[name]),
          },
        },
      ],
    },
    examples: [{ name: 'example', payload: exampleOf(name) }],
  };
}

/** The event as it travels. */
export function exampleOf(name: EventName): Json {
  const data: { id: string; version?: number } = eventExamples[name];
  return {
    specversion: '1.0',
    id: '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01',
    source: `/sugang/${sourceOf(name)}`,
    type: `sugang.${name}.v1`,
    subject: data.id,
    time: '2027-02-22T09:21:00.000Z',
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(name),
    sequence: data.version ?? (name === 'account.changed' ? 2 : 1),
    correlationid: 'minas-try',
    data,
  };
}

const control = (summary: string, schema: z.ZodType, schemas: JsonSchemas): Json => ({
  summary,
  contentType: 'application/json',
  payload: schemas.of(schema),
});
