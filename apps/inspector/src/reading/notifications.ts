import type { Notification } from '../invariants/things.js';
import { groupedBy, rangesOf, valuesOf, within } from './ranges.js';
import { instantOrNull, type Store } from './store.js';

interface Row extends Omit<Notification, 'copies'> {
  registrationId: string;
}

/** Every notification that is kept. */
export async function* notifications(store: Store): AsyncGenerator<Notification> {
  for await (const range of rangesOf(store, 'notification', 'subject')) {
    const rows = await store.rows<Row>(
      `SELECT id, channel, about, subject, sequence, registration_id AS registrationId, student_id AS studentId, status,
        due_at AS dueAt, reason FROM notification WHERE ${within('subject')}`,
      valuesOf(range),
    );
    for (const alike of groupedBy(rows, messageOf).values()) {
      for (const { registrationId: _id, dueAt, ...row } of alike)
        yield { ...row, dueAt: instantOrNull(dueAt), copies: alike.length };
    }
  }
}

const messageOf = ({ subject, sequence, registrationId, channel }: Row): string =>
  [subject, sequence, registrationId, channel].join();
