import type { EventEnvelope } from '#contracts';
import { eventually } from '#testing';
import type { RunningIdentity } from './running-identity.js';

/** Mina signs up and changes her name: identity publishes each of its events. */
export async function publishAllEvents(identity: RunningIdentity): Promise<EventEnvelope[]> {
  await identity.signUp('mina');
  const { body } = await identity.logIn('mina@sugang.dev');
  await identity.call('PATCH', '/auth/me', { token: body.accessToken, body: { name: 'Mina Kim', locale: 'en' } });
  return eventually(() => {
    if (identity.events.named('account.changed').length === 0) throw new Error('the change has not been published yet');
    return identity.events.all();
  });
}
