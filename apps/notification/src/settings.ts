import { z } from 'zod';
import { address, brokerSettings, coreSettings, databaseSettings, flag, wholeNumber } from '#platform';
import { LONGEST_TRY_MS } from './use-cases/channel.js';

const httpAddress = address('http://', 'https://');

const siteSecret = z
  .string()
  .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), 'must be 32 random bytes in base64: openssl rand -base64 32');

/** A channel is offered where its address (for webhooks: its secret) is set. */
export const notificationSettings = z
  .object({
    ...coreSettings,
    ...brokerSettings,
    ...databaseSettings,
    SUGANG_NOTIFICATION_GRACE_MS: wholeNumber(0, 600_000)
      .default(3_000)
      .describe('How long what may settle by itself within moments is kept back, in milliseconds.'),
    SUGANG_NOTIFICATION_SWEEP_MS: wholeNumber(10, 60_000)
      .default(1_000)
      .describe('Pause between two rounds that nothing has set off, in milliseconds.'),
    SUGANG_NOTIFICATION_ATTEMPTS: wholeNumber(1, 1_000)
      .default(30)
      .describe('Tries until a message is parked: 30 are most of a day.'),
    SUGANG_NOTIFICATION_RETRY_MS: wholeNumber(1, 3_600_000)
      .default(1_000)
      .describe('Pause after the first failed try, in milliseconds; it doubles up to an hour.'),
    SUGANG_NOTIFICATION_TIMEOUT_MS: wholeNumber(10, LONGEST_TRY_MS)
      .default(10_000)
      .describe('How long one try may take, in milliseconds.'),
    SUGANG_SMTP_URL: address('smtp://', 'smtps://').optional().meta({
      description: 'Mail is offered where this server is named; the address may hold its password.',
      secret: true,
    }),
    SUGANG_MAIL_FROM: z.string().default('Sugang <no-reply@sugang.dev>').describe('From whom mail comes.'),
    SUGANG_SMS_URL: httpAddress.optional().describe('Text messages are offered where this provider is named.'),
    SUGANG_SMS_TOKEN: z.string().optional().meta({ description: 'Bearer token of that provider.', secret: true }),
    SUGANG_SMS_FROM: z.string().default('Sugang').describe('From whom text messages come.'),
    SUGANG_ALIMTALK_URL: httpAddress.optional().describe('Alimtalk is offered where this provider is named.'),
    SUGANG_ALIMTALK_TOKEN: z.string().optional().meta({ description: 'Bearer token of that provider.', secret: true }),
    SUGANG_ALIMTALK_SENDER_KEY: z
      .string()
      .optional()
      .meta({ description: "Key of the sender's profile; required with `SUGANG_ALIMTALK_URL`.", secret: true }),
    SUGANG_ALIMTALK_TEMPLATE_PREFIX: z.string().default('sugang-').describe('Begins the codes of the templates.'),
    SUGANG_WEBHOOK_SECRET: siteSecret.optional().meta({
      description: 'Signs webhooks, which are offered where it is set. `openssl rand -base64 32`.',
      secret: true,
    }),
    SUGANG_WEBHOOK_ALLOW_PRIVATE: flag
      .default(false)
      .describe("Lets webhooks lead into the site's own network, and be unencrypted."),
  })
  .refine((settings) => !settings.SUGANG_ALIMTALK_URL || settings.SUGANG_ALIMTALK_SENDER_KEY, {
    path: ['SUGANG_ALIMTALK_SENDER_KEY'],
    error: 'is required with SUGANG_ALIMTALK_URL',
    when: () => true,
  });
export type NotificationSettings = z.output<typeof notificationSettings>;
