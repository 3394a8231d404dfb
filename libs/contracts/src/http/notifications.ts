import { z } from 'zod';
import { Notification, NotificationChannel } from '../notification.js';
import { Cursor, Limit, page } from './lists.js';

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
