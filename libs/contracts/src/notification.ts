import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant } from './values.js';

/** Channels that notify a student; `log` is always available and shows the message on My Page only. */
export const NotificationChannel = z.enum(['log', 'email', 'sms', 'alimtalk', 'webhook']);
export type NotificationChannel = z.infer<typeof NotificationChannel>;

export const NotificationTemplate = z.enum([
  'payment-awaited',
  'payment-deferred',
  'confirmed',
  'payment-declined',
  'payment-declined-held',
  'expired',
  'canceled-by-student',
  'canceled-by-lecture',
  'refunded',
  'lecture-changed',
]);
export type NotificationTemplate = z.infer<typeof NotificationTemplate>;

export const Notification = z
  .object({
    id: Id,
    channel: NotificationChannel,
    template: NotificationTemplate,
    title: z.string().meta({ example: 'Your registration is confirmed' }),
    body: z.string().meta({ example: 'Mina, your seat in “Algorithms 101” is yours.' }),
    sentAt: Instant,
    registrationId: Id,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

/** A student's preferences; `webhookSecret` verifies the requests to `webhookUrl` (Standard Webhooks). */
export const NotificationPreferences = z
  .object({
    channels: z.array(NotificationChannel).meta({ example: ['log', 'email'] }),
    phone: z.string().optional().meta({ example: '+821012345678' }),
    webhookUrl: z.string().optional().meta({ example: 'https://example.org/sugang' }),
    webhookSecret: z.string().optional().meta({ example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }),
  })
  .meta({ id: 'NotificationPreferences' });
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

export const NotificationsQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type NotificationsQuery = z.infer<typeof NotificationsQuery>;

export const NotificationPage = page('NotificationPage', Notification);

/** Replaces all preferences; omitted fields are deleted. Without channels the student is not notified. */
export const ChooseNotifications = z
  .strictObject({
    channels: z
      .array(NotificationChannel)
      .max(10)
      .refine((channels) => new Set(channels).size === channels.length, 'must not name a channel twice'),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'must be an international number, such as +821012345678')
      .optional(),
    webhookUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
  })
  .meta({ id: 'ChooseNotifications', example: { channels: ['log', 'email'] } });
export type ChooseNotifications = z.infer<typeof ChooseNotifications>;
