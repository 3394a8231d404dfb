import { z } from 'zod';
import { CHARGE_PATTERN, ChargeAnswer, ChargeRequest } from '../rpc/charge.js';
import { RebuildRequested, RepublishRequested, ResyncFinished, ResyncRequested } from '../events/resync.js';
import { dataSchemaOf, EventAttributes } from '../events/envelope.js';
import { eventCatalog, eventMeanings, type EventName, eventNames } from '../events/catalog.js';
import { eventExamples } from '../events/examples.js';
import { sourceOf } from '../services.js';

export const messagesOf = (schemas: JsonSchemas): Record<string, Json> => ({
  ...Object.fromEntries(eventNames.map((name) => [name, eventMessage(name, schemas)])),
  'republish-requested': control(
    'A consumer whose queue was lost requests the events that are still in the outboxes.',
    RepublishRequested,
    schemas,
  ),
  'resync-requested': control('A consumer requests the current state of all aggregates.', ResyncRequested, schemas),
  'resync-finished': control('All states have been re-published.', ResyncFinished, schemas),
  'rebuild-requested': control('An operator requests that a read model rebuilds its views.', RebuildRequested, schemas),
  charge: {
    summary: 'Requests a charge from payment.',
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
    summary: 'The outcome of a charge.',
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

export type Json = Record<string, unknown>;

export class JsonSchemas {
  readonly components: Record<string, Json> = {};

  of(schema: z.ZodType): Json {
    const json = z.toJSONSchema(schema, {
      target: 'draft-7',
      io: 'output',
      override: ({ zodSchema, jsonSchema }) => forReaders(zodSchema, jsonSchema),
    });
    const { $schema: _, definitions = {}, ...root } = json;
    for (const [name, component] of Object.entries(definitions as Record<string, Json>))
      this.components[name] = pointed(component) as Json;
    return pointed(root) as Json;
  }
}

function forReaders(schema: z.core.$ZodTypes, json: Json): void {
  // A message may gain fields within v1, so the schema must not forbid others.
  if (schema._zod.def.type === 'object') delete json.additionalProperties;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if ('example' in json) {
    json.examples = [json.example];
    delete json.example;
  }
}

function pointed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(pointed);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) => [
    key,
    key === '$ref' && typeof value === 'string'
      ? value.replace('#/definitions/', '#/components/schemas/')
      : pointed(value),
  ]);
  return Object.fromEntries(entries) as Json;
}
