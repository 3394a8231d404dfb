import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from './schema-fields.js';

describe('fieldsOf', () => {
  it('lists the fields of a message with their types and whether they are optional', () => {
    const schema = {
      allOf: [{ type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } }],
      required: ['status', 'fee', 'note', 'sessions'],
      properties: {
        status: { enum: ['OPEN', 'CLOSED'] },
        fee: { $ref: '#/components/schemas/Money' },
        note: { type: ['string', 'null'] },
        sessions: { type: 'array', items: { $ref: '#/components/schemas/Session' } },
        payment: { anyOf: [{ type: 'object', properties: { id: {}, attempt: {} } }, { type: 'null' }] },
        type: { const: 'sugang.lecture.opened.v1' },
      },
    };
    expect(fieldsOf(schema).map(({ name, type, isOptional }) => `${name}${isOptional ? '?' : ''}: ${type}`)).toEqual([
      'id: string (uuid)',
      'status: "OPEN" or "CLOSED"',
      'fee: Money',
      'note: string or null',
      'sessions: list of Session',
      'payment?: { id, attempt } or null',
      'type?: "sugang.lecture.opened.v1"',
    ]);
  });
});
