import { describe, expect, it } from '@jest/globals';
import { eventNames } from '../events/catalog.js';
import { readEvent, routingKeyOf, writeEvent } from '../events/envelope.js';
import { asyncApiDocument } from './document.js';

const document = asyncApiDocument();
const exampleOf = (name: string) => (document.components.messages[name] as any).examples[0].payload;

describe('the AsyncAPI document', () => {
  it('has a channel, a message and an operation for every event', () => {
    for (const name of eventNames) {
      expect(document.channels[name]).toMatchObject({ address: routingKeyOf(name) });
      expect(document.operations[`publish ${name}`]).toMatchObject({ action: 'send' });
    }
  });

  it.each(eventNames)('contains an example of %s that consumers can read', (name) => {
    expect(JSON.parse(writeEvent(readEvent(JSON.stringify(exampleOf(name)))))).toEqual(exampleOf(name));
  });

  it('fails for an example that consumers cannot read', () => {
    const { data, ...rest } = exampleOf('registration.confirmed');
    expect(() => readEvent(JSON.stringify({ ...rest, data: { ...data, status: 7 } }))).toThrow('data.status');
  });

  it('does not forbid readers what a later version of v1 may add', () => {
    expect(JSON.stringify(document)).not.toContain('additionalProperties');
  });
});
