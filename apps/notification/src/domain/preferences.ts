import { Rejection, type ChooseNotifications, type NotificationChannel } from '#contracts';

export interface Preferences {
  channels: readonly NotificationChannel[];
  phone: string | null;
  webhookUrl: string | null;
}

export interface ChannelOffer {
  channels: readonly NotificationChannel[];
  /** Whether webhooks may be unencrypted and lead into the site's own network. */
  privateWebhooks: boolean;
}

/** The address that a channel needs beside the account's e-mail address. */
export const channelNeeds: Record<NotificationChannel, 'phone' | 'webhookUrl' | null> = {
  log: null,
  email: null,
  sms: 'phone',
  alimtalk: 'phone',
  webhook: 'webhookUrl',
};

/** For accounts that have chosen nothing: the channels that need no further address. */
export const defaultPreferences = (offered: readonly NotificationChannel[]): Preferences => ({
  channels: offered.filter((channel) => channelNeeds[channel] === null),
  phone: null,
  webhookUrl: null,
});

/** @throws INVALID_REQUEST with every error: a channel that is not offered, or an address that is missing or not safe */
export function choosePreferences(
  { channels, phone, webhookUrl }: ChooseNotifications,
  offer: ChannelOffer,
): Preferences {
  const errors = [
    ...channels.flatMap((channel, n) =>
      offer.channels.includes(channel)
        ? []
        : [{ pointer: `/channels/${n}`, detail: `the channel ${channel} is not offered on this site` }],
    ),
    ...missing('phone', phone, channels),
    ...missing('webhookUrl', webhookUrl, channels),
    ...(webhookUrl === undefined ? [] : unsafe(webhookUrl, offer)),
  ];
  if (errors.length > 0) throw new Rejection('INVALID_REQUEST', { variant: 'preferences', errors });
  return { channels, phone: phone ?? null, webhookUrl: webhookUrl ?? null };
}

function missing(field: 'phone' | 'webhookUrl', value: string | undefined, channels: readonly NotificationChannel[]) {
  const needs = channels.filter((channel) => channelNeeds[channel] === field);
  if (value !== undefined || needs.length === 0) return [];
  return [{ pointer: `/${field}`, detail: `is required for ${needs.join(' and ')}` }];
}

function unsafe(webhookUrl: string, { channels, privateWebhooks }: ChannelOffer) {
  const pointer = '/webhookUrl';
  if (!channels.includes('webhook')) return [{ pointer, detail: 'webhooks are not offered on this site' }];
  const { protocol, username, password } = new URL(webhookUrl);
  return [
    ...(protocol === 'https:' || privateWebhooks ? [] : [{ pointer, detail: 'must begin with https://' }]),
    ...(username === '' && password === '' ? [] : [{ pointer, detail: 'must not contain a user name or a password' }]),
  ];
}
