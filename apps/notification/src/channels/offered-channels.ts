import type { Clock, Log } from '#platform';
import { Channels, type Channel } from '../use-cases/channel.js';
import type { WebhookSecrets } from '../use-cases/preference-choices.js';
import { HttpAlimtalkChannel } from './http.alimtalk.channel.js';
import { HttpSmsChannel } from './http.sms.channel.js';
import { LogChannel } from './log.channel.js';
import { SmtpEmailChannel } from './smtp.email.channel.js';
import { WebhookChannel } from './webhook.channel.js';

/** What the channels need of the settings. */
export interface ChannelSettings {
  SUGANG_NOTIFICATION_TIMEOUT_MS: number;
  SUGANG_SMTP_URL?: string | undefined;
  SUGANG_MAIL_FROM: string;
  SUGANG_SMS_URL?: string | undefined;
  SUGANG_SMS_TOKEN?: string | undefined;
  SUGANG_SMS_FROM: string;
  SUGANG_ALIMTALK_URL?: string | undefined;
  SUGANG_ALIMTALK_TOKEN?: string | undefined;
  SUGANG_ALIMTALK_SENDER_KEY?: string | undefined;
  SUGANG_ALIMTALK_TEMPLATE_PREFIX: string;
  SUGANG_WEBHOOK_SECRET?: string | undefined;
  SUGANG_WEBHOOK_ALLOW_PRIVATE: boolean;
}

/** Opens every channel that has an address; the log needs none. */
export function offeredChannels(given: ChannelSettings, secrets: WebhookSecrets, clock: Clock, log: Log): Channels {
  const timeoutMs = given.SUGANG_NOTIFICATION_TIMEOUT_MS;
  const channels: Channel[] = [new LogChannel(log)];
  if (given.SUGANG_SMTP_URL !== undefined) {
    channels.push(new SmtpEmailChannel({ url: given.SUGANG_SMTP_URL, from: given.SUGANG_MAIL_FROM, timeoutMs }));
  }
  if (given.SUGANG_SMS_URL !== undefined) {
    const { SUGANG_SMS_URL: url, SUGANG_SMS_TOKEN: token, SUGANG_SMS_FROM: from } = given;
    channels.push(new HttpSmsChannel({ url, token, from, timeoutMs }));
  }
  if (given.SUGANG_ALIMTALK_URL !== undefined) {
    const { SUGANG_ALIMTALK_URL: url, SUGANG_ALIMTALK_TOKEN: token } = given;
    const senderKey = given.SUGANG_ALIMTALK_SENDER_KEY ?? '';
    const templatePrefix = given.SUGANG_ALIMTALK_TEMPLATE_PREFIX;
    channels.push(new HttpAlimtalkChannel({ url, token, senderKey, templatePrefix, timeoutMs }));
  }
  if (given.SUGANG_WEBHOOK_SECRET !== undefined) {
    const anyTarget = given.SUGANG_WEBHOOK_ALLOW_PRIVATE;
    channels.push(new WebhookChannel(secrets, clock, { timeoutMs, anyTarget }));
  }
  return new Channels(channels);
}
