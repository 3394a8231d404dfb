import { z } from 'zod';
import { NotificationChannel } from '#contracts';
import {
  address,
  brokerSettings,
  coreSettings,
  createSettings,
  databaseSettings,
  flag,
  inboxOutlivesParked,
  mailSettings,
  messageSettings,
  wholeNumber,
} from '#platform';
import { MAX_ATTEMPT_MS } from './ports/channel.js';

const httpAddress = address('http://', 'https://');

const siteSecret = z
  .string()
  .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), 'must be 32 random bytes in base64: openssl rand -base64 32');

const schema = z
  .object({
    ...coreSettings,
    ...brokerSettings,
    ...databaseSettings,
    ...messageSettings,
    SUGANG_NOTIFICATION_GRACE_MS: wholeNumber(0, 600_000)
      .default(3_000)
      .describe('Delay of messages about states that usually change again within seconds, in milliseconds.'),
    SUGANG_NOTIFICATION_SWEEP_MS: wholeNumber(10, 60_000)
      .default(1_000)
      .describe('Pause between two runs of the jobs that send messages, in milliseconds.'),
    SUGANG_NOTIFICATION_ATTEMPTS: wholeNumber(1, 1_000)
      .default(30)
      .describe('Maximum attempts before a message is parked; 30 attempts take most of a day.'),
    SUGANG_NOTIFICATION_RETRY_MS: wholeNumber(1, 3_600_000)
      .default(1_000)
      .describe('Pause after the first failed attempt, in milliseconds; it doubles up to an hour.'),
    SUGANG_NOTIFICATION_TIMEOUT_MS: wholeNumber(10, MAX_ATTEMPT_MS)
      .default(10_000)
      .describe('Timeout of one attempt, in milliseconds.'),
    SUGANG_NOTIFICATION_PER_HOUR: wholeNumber(1, 100_000)
      .default(20)
      .describe('Maximum messages to one e-mail address or phone number per hour; further ones wait.'),
    SUGANG_NOTIFICATION_PER_DAY: wholeNumber(1, 100_000)
      .default(60)
      .describe('Maximum messages to one e-mail address or phone number in 24 hours; further ones are never sent.'),
    SUGANG_NOTIFICATION_RETENTION_DAYS: wholeNumber(2, 3_650)
      .default(365)
      .describe('Days after which a message that was sent, dropped or parked is deleted with its text.'),
    ...mailSettings,
    SUGANG_SMS_URL: httpAddress.optional().describe('URL of the SMS provider; SMS is offered if it is set.'),
    SUGANG_SMS_TOKEN: z.string().optional().meta({ description: 'Bearer token for the SMS provider.', secret: true }),
    SUGANG_SMS_FROM: z.string().default('Sugang').describe('Sender of text messages.'),
    SUGANG_ALIMTALK_URL: httpAddress
      .optional()
      .describe('URL of the Alimtalk provider; Alimtalk is offered if it is set.'),
    SUGANG_ALIMTALK_TOKEN: z
      .string()
      .optional()
      .meta({ description: 'Bearer token for the Alimtalk provider.', secret: true }),
    SUGANG_ALIMTALK_SENDER_KEY: z
      .string()
      .optional()
      .meta({ description: 'Key of the Alimtalk sender profile; required with `SUGANG_ALIMTALK_URL`.', secret: true }),
    SUGANG_ALIMTALK_TEMPLATE_PREFIX: z.string().default('sugang-').describe('Prefix of the Alimtalk template codes.'),
    SUGANG_WEBHOOK_SECRET: siteSecret.optional().meta({
      description: 'Signs webhooks, which are offered if it is set. Generate it with `openssl rand -base64 32`.',
      secret: true,
    }),
    SUGANG_WEBHOOK_ALLOW_PRIVATE: flag
      .default(false)
      .describe('Allows unencrypted webhooks and webhooks into private networks.'),
  })
  .check(inboxOutlivesParked)
  .refine((settings) => !settings.SUGANG_ALIMTALK_URL || settings.SUGANG_ALIMTALK_SENDER_KEY, {
    path: ['SUGANG_ALIMTALK_SENDER_KEY'],
    error: 'is required with SUGANG_ALIMTALK_URL',
    when: () => true,
  });

export class NotificationSettings extends createSettings(schema) {
  get offeredChannels(): NotificationChannel[] {
    const requirements: Record<NotificationChannel, unknown> = {
      log: true,
      email: this.SUGANG_SMTP_URL,
      sms: this.SUGANG_SMS_URL,
      alimtalk: this.SUGANG_ALIMTALK_URL,
      webhook: this.SUGANG_WEBHOOK_SECRET,
    };
    return NotificationChannel.options.filter((channel) => requirements[channel] !== undefined);
  }
}
