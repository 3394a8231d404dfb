import { describe, expect, it } from '@jest/globals';
import { exampleOf } from '../asyncapi/messages.js';
import { readEvent, UnreadableEvent } from './envelope.js';

describe('an event envelope', () => {
  it('lists every reason why an event cannot be read', () => {
    expect(() => readEvent('nonsense')).toThrow(UnreadableEvent);
    expect(() => readEvent('{"specversion":"1.0"}')).toThrow(/id:.*source:.*type:/s);
  });

  it.each([
    ['registration.changed', 'status'],
    ['registration.canceled', 'cancelReason'],
    ['lecture.changed', 'status'],
    ['payment.completed', 'status'],
  ] as const)('of a later release, %s with an unknown %s, can be read', (name, field) => {
    const event = exampleOf(name);
    const data = { ...(event['data'] as object), [field]: 'OF_A_LATER_RELEASE' };
    expect(readEvent(JSON.stringify({ ...event, data })).data).toEqual(data);
  });
});
