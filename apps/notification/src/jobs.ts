import { NotificationChannel } from '#contracts';
import { job, type Job } from '#platform';
import type { NotificationSettings } from './settings.js';
import { DeliverAnnouncements } from './use-cases/announce-to-students.js';
import { DeleteOldNotifications } from './use-cases/delete-old-notifications.js';
import { NotifyStaffOfFullLectures } from './use-cases/notify-staff.js';
import { NotifyRegisteredStudents } from './use-cases/notify-registered-students.js';
import { SendDueNotifications } from './use-cases/send-due-notifications.js';

/** A channel that is not offered only has messages from before it was withdrawn: they are parked. */
const WITHDRAWN_CHANNEL_MS = 60_000;
const FULL_CHECK_MS = 5_000;
const RETENTION_CHECK_MS = 600_000;

/** Each channel has a job of its own, so that a slow provider delays only its own messages. */
export const jobs = (settings: NotificationSettings): Job[] => [
  job(
    'announce-lecture-changes',
    { everyMs: settings.SUGANG_NOTIFICATION_SWEEP_MS },
    () => new NotifyRegisteredStudents(),
  ),
  job('deliver-announcements', { everyMs: settings.SUGANG_NOTIFICATION_SWEEP_MS }, () => new DeliverAnnouncements()),
  job('notify-staff-of-full-lectures', { everyMs: FULL_CHECK_MS }, () => new NotifyStaffOfFullLectures()),
  job('delete-old-notifications', { everyMs: RETENTION_CHECK_MS }, () => new DeleteOldNotifications()),
  ...NotificationChannel.options.map((channel) => {
    const isOffered = settings.offeredChannels.includes(channel);
    const everyMs = isOffered ? settings.SUGANG_NOTIFICATION_SWEEP_MS : WITHDRAWN_CHANNEL_MS;
    return job(`send-by-${channel}`, { everyMs }, () => new SendDueNotifications(channel));
  }),
];
