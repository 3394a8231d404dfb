import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant, open } from './values.js';

/** Channels that notify an account; `log` is always available and sends the message nowhere. */
export const NotificationChannel = z.enum(['log', 'email', 'sms', 'alimtalk', 'webhook']).meta({
  id: 'NotificationChannel',
  description:
    'How a message arrives: only in the list of messages (`log`), by `email`, by text message (`sms`), as a KakaoTalk message (`alimtalk`), or at your own server (`webhook`).',
});
export type NotificationChannel = z.infer<typeof NotificationChannel>;

export const NotificationTemplate = z
  .enum([
    'payment-awaited',
    'payment-deferred',
    'confirmed',
    'payment-declined',
    'payment-declined-held',
    'expired',
    'canceled',
    'canceled-by-student',
    'canceled-by-lecture',
    'canceled-by-instructor',
    'approval-requested',
    'approval-expired',
    'rejected',
    'removed',
    'cancel-refused',
    'approval-needed',
    'cancellation-requested',
    'refunded',
    'partially-refunded',
    'places-canceled',
    'lecture-changed',
    'announcement',
    'lecture-full',
    'lecture-canceled',
  ])
  .meta({ id: 'NotificationTemplate', description: 'The occasion of a message.' });
export type NotificationTemplate = z.infer<typeof NotificationTemplate>;

export const Notification = z
  .object({
    id: Id.describe('Id of the message.'),
    channel: open(NotificationChannel),
    template: open(NotificationTemplate),
    title: z
      .string()
      .meta({ description: 'Title in the language of the account.', example: 'Your registration is confirmed' }),
    body: z.string().meta({
      description: 'Text in the language of the account.',
      example: 'Mina, your registration for “Algorithms 101” is confirmed.',
    }),
    sentAt: Instant.describe('When the message was sent.'),
    readAt: Instant.nullable().describe('When you marked it as read; null while it is unread.'),
    registrationId: Id.describe('The registration that it is about.'),
  })
  .meta({ id: 'Notification', description: 'One message on one channel.' });
export type Notification = z.infer<typeof Notification>;

/** An account's preferences; `webhookSecret` verifies the requests to `webhookUrl` (Standard Webhooks). */
export const NotificationPreferences = z
  .object({
    channels: z
      .array(open(NotificationChannel))
      .meta({ description: 'The chosen channels; empty: no messages.', example: ['log', 'email'] }),
    phone: z.string().optional().meta({ description: 'Number for `sms` and `alimtalk`.', example: '+821012345678' }),
    webhookUrl: z
      .string()
      .optional()
      .meta({ description: 'URL for `webhook`.', example: 'https://example.org/sugang' }),
    webhookSecret: z.string().optional().meta({
      description: 'Key that verifies the requests to `webhookUrl` (Standard Webhooks).',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    }),
  })
  .meta({ id: 'NotificationPreferences', description: 'How you are notified.' });
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

export const NotificationsQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type NotificationsQuery = z.infer<typeof NotificationsQuery>;

export const UnreadNotifications = z
  .object({ unread: z.int().min(0).describe('Number of messages that are not marked as read, on all pages.') })
  .meta({ id: 'UnreadNotifications', description: 'How many messages are unread.' });
export type UnreadNotifications = z.infer<typeof UnreadNotifications>;

export const MarkNotificationsReadBody = z
  .strictObject({ ids: z.array(Id).min(1).max(100).optional().describe('The messages; absent: all of them.') })
  .meta({ id: 'MarkNotificationsRead', description: 'Which messages were read.', example: {} });
export type MarkNotificationsReadBody = z.infer<typeof MarkNotificationsReadBody>;

export const NotificationPage = page('NotificationPage', Notification)
  .extend(UnreadNotifications.shape)
  .meta({ id: 'NotificationPage', description: 'One page of messages, with the number of unread ones.' });

export const StaffNotification = Notification.extend({
  registrationId: Id.nullable().describe('The registration that it is about; null if it is about the whole lecture.'),
  lectureId: Id.describe('The lecture that it is about.'),
}).meta({ id: 'StaffNotification', description: 'One message to the instructor of a lecture, on one channel.' });
export type StaffNotification = z.infer<typeof StaffNotification>;

export const StaffNotificationPage = page('StaffNotificationPage', StaffNotification)
  .extend(UnreadNotifications.shape)
  .meta({ id: 'StaffNotificationPage', description: 'One page of messages, with the number of unread ones.' });

export const OfferedChannels = z
  .object({
    items: z
      .array(
        z.object({
          channel: open(NotificationChannel),
          needs: z
            .enum(['phone', 'webhookUrl'])
            .nullable()
            .meta({ description: 'The preference that this channel requires; null: none.', example: null }),
        }),
      )
      .describe('The channels, in the order in which a form shows them.'),
  })
  .meta({
    id: 'OfferedChannels',
    description: 'The channels of this site.',
    example: { items: [{ channel: 'log', needs: null }] },
  });
export type OfferedChannels = z.infer<typeof OfferedChannels>;

/** Replaces all preferences; omitted fields are deleted. Without channels the account is not notified. */
export const ChooseNotifications = z
  .strictObject({
    channels: z
      .array(NotificationChannel)
      .max(10)
      .refine((channels) => new Set(channels).size === channels.length, 'must not name a channel twice')
      .describe('The channels to use, each once; a channel may need a field below. Empty: no messages.'),
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'must be an international number, such as +821012345678')
      .optional()
      .describe('International number; required for `sms` and `alimtalk`.'),
    webhookUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .describe('http or https URL; required for `webhook`.'),
  })
  .meta({
    id: 'ChooseNotifications',
    description: 'Replaces all preferences; omitted fields are deleted.',
    example: { channels: ['log', 'email'] },
  });
export type ChooseNotifications = z.infer<typeof ChooseNotifications>;
