import { when, type Invariant } from './invariant.js';
import type { Notification } from './things.js';

export const notificationsAreSentOnce: Invariant<Notification> = {
  numbers: ['9', 'F8'],
  rule: 'Each notification is sent effectively once: it has one row per channel.',
  broken: ({ copies, studentId, about, subject, sequence, channel }) =>
    when(
      copies > 1,
      `student ${studentId} is told of ${about} ${subject} (sequence ${sequence}) by ${channel} ${copies} times`,
    ),
};
