import { isLongPast, when, type Invariant } from './invariant.js';
import type { Notification } from './things.js';

export const notificationsComeToAnEnd: Invariant<Notification> = {
  numbers: ['9', 'F10'],
  rule: 'No notification waits after its time, or is parked.',
  broken({ id, channel, status, dueAt, reason }, at) {
    if (status === 'PARKED') return [`notification ${id} by ${channel} is parked: ${reason}`];
    if (status !== 'PENDING' && status !== 'SENDING') return [];
    if (dueAt === null) return [`notification ${id} by ${channel} is ${status}, and never due`];
    return when(isLongPast(dueAt, at), `notification ${id} by ${channel} is ${status}, and was due at ${dueAt}`);
  },
};
