import { describe, expect, it } from '@jest/globals';
import { isRejection, type ChooseNotifications } from '#contracts';
import { choose, defaultPreferences, type Offer } from './preferences.js';

const everything: Offer = { channels: ['log', 'email', 'sms', 'alimtalk', 'webhook'], anyWebhookTarget: false };
const phone = '+821012345678';
const webhookUrl = 'https://example.org/sugang';

const faultsOf = (wanted: ChooseNotifications, offer = everything): string[] => {
  try {
    choose(wanted, offer);
    return [];
  } catch (error) {
    if (!isRejection(error)) throw error;
    return (error.extensions.errors as { pointer: string; detail: string }[]).map(
      ({ pointer, detail }) => `${pointer} ${detail}`,
    );
  }
};

describe('how a student wants to be told', () => {
  it('is, unless they choose, by what needs no address that we do not have', () => {
    expect(defaultPreferences(everything).channels).toEqual(['log', 'email']);
    expect(defaultPreferences({ ...everything, channels: ['log', 'sms'] }).channels).toEqual(['log']);
  });

  it('is by any of the channels that are offered, or by none', () => {
    const channels = everything.channels.slice();
    expect(choose({ channels, phone, webhookUrl }, everything)).toEqual({ channels, phone, webhookUrl });
    expect(choose({ channels: [] }, everything)).toEqual({ channels: [], phone: null, webhookUrl: null });
  });

  it('is refused with every fault: what is not offered, and what has no address', () => {
    const little: Offer = { ...everything, channels: ['log', 'sms'] };
    expect(faultsOf({ channels: ['sms', 'email'], webhookUrl }, little)).toEqual([
      '/channels/1 is not offered here',
      '/phone is required for sms',
      '/webhookUrl webhooks are not offered here',
    ]);
    expect(faultsOf({ channels: ['sms', 'alimtalk', 'webhook'] })).toEqual([
      '/phone is required for sms and alimtalk',
      '/webhookUrl is required for webhook',
    ]);
  });

  it('may be by a webhook that is encrypted and carries no account', () => {
    expect(faultsOf({ channels: ['webhook'], webhookUrl: 'http://example.org/' })).toEqual([
      '/webhookUrl must begin with https://',
    ]);
    expect(faultsOf({ channels: ['webhook'], webhookUrl: 'https://mina:secret@example.org/' })).toEqual([
      '/webhookUrl must not carry an account',
    ]);
    const open: Offer = { ...everything, anyWebhookTarget: true };
    expect(faultsOf({ channels: ['webhook'], webhookUrl: 'http://10.0.0.1/' }, open)).toEqual([]);
  });
});
