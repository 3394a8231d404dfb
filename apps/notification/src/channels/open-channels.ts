import type { Clock, Log } from '#platform';
import { Channel, Channels, type OutgoingMessage } from '../ports/channel.js';
import type { WebhookSecrets } from '../ports/chosen-preferences.js';
import type { NotificationSettings } from '../settings.js';
import { HttpAlimtalkChannel, HttpSmsChannel } from './phone-channels.js';
import { SmtpEmailChannel } from './smtp-email-channel.js';
import { WebhookChannel } from './webhook-channel.js';

export function openChannels(
  settings: NotificationSettings,
  secrets: WebhookSecrets,
  clock: Clock,
  log: Log,
): Channels {
  const timeoutMs = settings.SUGANG_NOTIFICATION_TIMEOUT_MS;
  const channels: Channel[] = [new LogChannel(log)];
  if (settings.SUGANG_SMTP_URL !== undefined) {
    channels.push(new SmtpEmailChannel({ url: settings.SUGANG_SMTP_URL, from: settings.SUGANG_MAIL_FROM, timeoutMs }));
  }
  if (settings.SUGANG_SMS_URL !== undefined) {
    const { SUGANG_SMS_URL: url, SUGANG_SMS_TOKEN: token, SUGANG_SMS_FROM: from } = settings;
    channels.push(new HttpSmsChannel({ url, token, from, timeoutMs }));
  }
  if (settings.SUGANG_ALIMTALK_URL !== undefined) {
    const { SUGANG_ALIMTALK_URL: url, SUGANG_ALIMTALK_TOKEN: token } = settings;
    const senderKey = settings.SUGANG_ALIMTALK_SENDER_KEY ?? '';
    const templatePrefix = settings.SUGANG_ALIMTALK_TEMPLATE_PREFIX;
    channels.push(new HttpAlimtalkChannel({ url, token, senderKey, templatePrefix, timeoutMs }));
  }
  if (settings.SUGANG_WEBHOOK_SECRET !== undefined) {
    const allowPrivate = settings.SUGANG_WEBHOOK_ALLOW_PRIVATE;
    channels.push(new WebhookChannel(secrets, clock, { timeoutMs, allowPrivate }));
  }
  return new Channels(channels);
}

/** Sends nothing: a message appears in the recipient's list as soon as its outcome is recorded. */
export class LogChannel extends Channel {
  readonly name = 'log';

  constructor(private readonly log: Log) {
    super();
  }

  async send({ key, template, registrationId }: OutgoingMessage): Promise<void> {
    this.log.info('a message was published for its recipient', { key, template, registrationId });
  }

  async close(): Promise<void> {}
}
