import { describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '#contracts';
import type { Reaction } from './reaction.js';
import { Whenever, wheneverOf } from './whenever.js';

describe('a policy', () => {
  it('says which facts it reacts to, and whether to those told again', () => {
    @Whenever(['payment.completed', 'payment.declined'], { resync: 'ignore' })
    class WheneverAPaymentIsSettled implements Reaction<'payment.completed' | 'payment.declined'> {
      async react(event: EventEnvelope<'payment.completed' | 'payment.declined'>): Promise<void> {
        expect(event.data.status).toBeDefined();
      }
    }
    expect(wheneverOf(WheneverAPaymentIsSettled)).toEqual({
      names: ['payment.completed', 'payment.declined'],
      resync: 'ignore',
    });
  });

  it('is refused when it does not say so', () => {
    class WheneverForgotten {}
    expect(() => wheneverOf(WheneverForgotten)).toThrow('WheneverForgotten is a policy without @Whenever');
  });
});
