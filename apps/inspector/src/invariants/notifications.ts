import type { Notification } from './records.js';
import { type Invariant, isOverdue, when } from './invariant.js';

export const notificationsAreSentOnce: Invariant<Notification> = {
  numbers: ['9', 'F8'],
  rule: 'Each notification has exactly one row per channel.',
  broken: ({ copies, studentId, about, subject, sequence, channel }) =>
    when(
      copies > 1,
      `student ${studentId} has ${copies} notifications of ${about} ${subject} (sequence ${sequence}) by ${channel}`,
    ),
};

export const notificationsFinish: Invariant<Notification> = {
  numbers: ['9', 'F10'],
  rule: 'No notification is overdue or parked.',
  broken({ id, channel, status, dueAt, reason }, at) {
    if (status === 'PARKED') return [`notification ${id} by ${channel} is parked: ${reason}`];
    if (status !== 'PENDING' && status !== 'SENDING') return [];
    if (dueAt === null) return [`notification ${id} by ${channel} is ${status}, and never due`];
    return when(isOverdue(dueAt, at), `notification ${id} by ${channel} is ${status}, and was due at ${dueAt}`);
  },
};
