import { describe, expect, it } from '@jest/globals';
import { isRejection, type ChooseNotifications } from '#contracts';
import { choosePreferences, defaultPreferences, type ChannelOffer } from './preferences.js';

const everything: ChannelOffer = { channels: ['log', 'email', 'sms', 'alimtalk', 'webhook'], privateWebhooks: false };
const phone = '+821012345678';
const webhookUrl = 'https://example.org/sugang';

const errorsOf = (wanted: ChooseNotifications, offer = everything): string[] => {
  try {
    choosePreferences(wanted, offer);
    return [];
  } catch (error) {
    if (!isRejection(error)) throw error;
    return (error.extensions.errors as { pointer: string; detail: string }[]).map(
      ({ pointer, detail }) => `${pointer} ${detail}`,
    );
  }
};

describe('the preferences of a student', () => {
  it('default to the offered channels that need no further address', () => {
    expect(defaultPreferences(everything.channels).channels).toEqual(['log', 'email']);
    expect(defaultPreferences(['log', 'sms']).channels).toEqual(['log']);
  });

  it('may name any offered channel, or none', () => {
    const channels = everything.channels.slice();
    expect(choosePreferences({ channels, phone, webhookUrl }, everything)).toEqual({ channels, phone, webhookUrl });
    expect(choosePreferences({ channels: [] }, everything)).toEqual({ channels: [], phone: null, webhookUrl: null });
  });

  it('are rejected with every error: channels that are not offered, and missing addresses', () => {
    const little: ChannelOffer = { ...everything, channels: ['log', 'sms'] };
    expect(errorsOf({ channels: ['sms', 'email'], webhookUrl }, little)).toEqual([
      '/channels/1 the channel email is not offered on this site',
      '/phone is required for sms',
      '/webhookUrl webhooks are not offered on this site',
    ]);
    expect(errorsOf({ channels: ['sms', 'alimtalk', 'webhook'] })).toEqual([
      '/phone is required for sms and alimtalk',
      '/webhookUrl is required for webhook',
    ]);
  });

  it('may name a webhook that is encrypted and contains no credentials', () => {
    expect(errorsOf({ channels: ['webhook'], webhookUrl: 'http://example.org/' })).toEqual([
      '/webhookUrl must begin with https://',
    ]);
    expect(errorsOf({ channels: ['webhook'], webhookUrl: 'https://mina:secret@example.org/' })).toEqual([
      '/webhookUrl must not contain a user name or a password',
    ]);
    const open: ChannelOffer = { ...everything, privateWebhooks: true };
    expect(errorsOf({ channels: ['webhook'], webhookUrl: 'http://10.0.0.1/' }, open)).toEqual([]);
  });
});
