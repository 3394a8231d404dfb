import { Rejection, type ChooseNotifications, type NotificationChannel } from '#contracts';

/** How a student wants to be told. */
export interface Preferences {
  channels: readonly NotificationChannel[];
  phone: string | null;
  webhookUrl: string | null;
}

/** What this site can do. */
export interface Offer {
  channels: readonly NotificationChannel[];
  /** Whether a webhook may lead into the site's own network, and be unencrypted. */
  anyWebhookTarget: boolean;
}

/** What holds where nobody has chosen: what needs no address that we do not have. */
export const defaultPreferences = ({ channels }: Offer): Preferences => ({
  channels: channels.filter((channel) => channel === 'log' || channel === 'email'),
  phone: null,
  webhookUrl: null,
});

/** @throws INVALID_REQUEST naming every fault: a channel that is not offered, or an address that is missing or not safe */
export function choose({ channels, phone, webhookUrl }: ChooseNotifications, offer: Offer): Preferences {
  const faults = [
    ...channels.flatMap((channel, n) =>
      offer.channels.includes(channel) ? [] : [{ pointer: `/channels/${n}`, detail: 'is not offered here' }],
    ),
    ...missing('phone', phone, channels, ['sms', 'alimtalk']),
    ...missing('webhookUrl', webhookUrl, channels, ['webhook']),
    ...(webhookUrl === undefined ? [] : unfit(webhookUrl, offer)),
  ];
  if (faults.length > 0) throw new Rejection('INVALID_REQUEST', 'These preferences cannot be met.', { errors: faults });
  return { channels, phone: phone ?? null, webhookUrl: webhookUrl ?? null };
}

function missing(
  field: string,
  value: string | undefined,
  channels: readonly NotificationChannel[],
  needing: readonly NotificationChannel[],
) {
  const needs = channels.filter((channel) => needing.includes(channel));
  if (value !== undefined || needs.length === 0) return [];
  return [{ pointer: `/${field}`, detail: `is required for ${needs.join(' and ')}` }];
}

function unfit(webhookUrl: string, { channels, anyWebhookTarget }: Offer) {
  const pointer = '/webhookUrl';
  if (!channels.includes('webhook')) return [{ pointer, detail: 'webhooks are not offered here' }];
  const { protocol, username, password } = new URL(webhookUrl);
  return [
    ...(protocol === 'https:' || anyWebhookTarget ? [] : [{ pointer, detail: 'must begin with https://' }]),
    ...(username === '' && password === '' ? [] : [{ pointer, detail: 'must not carry an account' }]),
  ];
}
