import { describe, expect, it } from '@jest/globals';
import { readEvent, UnreadableEvent } from './envelope.js';

describe('an event envelope', () => {
  it('lists every reason why an event cannot be read', () => {
    expect(() => readEvent('nonsense')).toThrow(UnreadableEvent);
    expect(() => readEvent('{"specversion":"1.0"}')).toThrow(/id:.*source:.*type:/s);
  });
});
