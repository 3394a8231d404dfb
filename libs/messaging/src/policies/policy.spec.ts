import { describe, expect, it } from '@jest/globals';
import { Command } from '@nestjs/cqrs';
import { envelopeOf, idOf } from '#testing';
import { signedUp } from '../../test/states.js';
import { whenever } from './policy.js';

class SendWelcome extends Command<void> {
  constructor(readonly accountId: string) {
    super();
  }
}

describe('whenever', () => {
  const policy = whenever(['account.signed-up'], { resync: 'ignore' }, ({ data }) => new SendWelcome(data.id));

  it('lists the events of a policy and whether it applies re-published states', () => {
    expect(policy).toMatchObject({ events: ['account.signed-up'], resync: 'ignore' });
  });

  it('turns an event into one command, whose class the event map can name', () => {
    const command = policy.command(envelopeOf(signedUp(1)));
    expect(command).toEqual(new SendWelcome(idOf(1)));
    expect(command.constructor.name).toBe('SendWelcome');
  });
});
