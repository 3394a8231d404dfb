import { z } from 'zod';
import { address, coreSettings, flag, wholeNumber } from '#platform';

const httpAddress = address('http://', 'https://');

const siteSecret = z
  .string()
  .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), 'must be 32 random bytes in base64: openssl rand -base64 32');

/** A channel is offered where its address (for webhooks: its secret) is set. */
export const notificationSettings = z
  .object({
    ...coreSettings,
    /** How long what may settle by itself within moments is kept back, in milliseconds. */
    SUGANG_NOTIFICATION_GRACE_MS: wholeNumber(0, 600_000).default(3_000),
    /** Pause between two rounds that nothing has set off, in milliseconds. */
    SUGANG_NOTIFICATION_SWEEP_MS: wholeNumber(10, 60_000).default(1_000),
    /** Tries until a message is parked: 30 are most of a day. */
    SUGANG_NOTIFICATION_ATTEMPTS: wholeNumber(1, 1_000).default(30),
    /** Pause after the first failed try, in milliseconds; it doubles up to an hour. */
    SUGANG_NOTIFICATION_RETRY_MS: wholeNumber(1, 3_600_000).default(1_000),
    /** How long one try may take, in milliseconds. */
    SUGANG_NOTIFICATION_TIMEOUT_MS: wholeNumber(10, 30_000).default(10_000),
    SUGANG_SMTP_URL: address('smtp://', 'smtps://').optional(),
    SUGANG_MAIL_FROM: z.string().default('Sugang <no-reply@sugang.dev>'),
    SUGANG_SMS_URL: httpAddress.optional(),
    SUGANG_SMS_TOKEN: z.string().optional(),
    SUGANG_SMS_FROM: z.string().default('Sugang'),
    SUGANG_ALIMTALK_URL: httpAddress.optional(),
    SUGANG_ALIMTALK_TOKEN: z.string().optional(),
    SUGANG_ALIMTALK_SENDER_KEY: z.string().optional(),
    SUGANG_ALIMTALK_TEMPLATE_PREFIX: z.string().default('sugang-'),
    SUGANG_WEBHOOK_SECRET: siteSecret.optional(),
    /** Lets webhooks lead into the site's own network, and be unencrypted. */
    SUGANG_WEBHOOK_ALLOW_PRIVATE: flag.default(false),
  })
  .refine((settings) => !settings.SUGANG_ALIMTALK_URL || settings.SUGANG_ALIMTALK_SENDER_KEY, {
    path: ['SUGANG_ALIMTALK_SENDER_KEY'],
    error: 'is required with SUGANG_ALIMTALK_URL',
    when: () => true,
  });
export type NotificationSettings = z.output<typeof notificationSettings>;
