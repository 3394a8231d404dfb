import type { Notification } from '../invariants/records.js';
import { groupedBy, instantOrNull, rangesOf, type Store, valuesOf, within } from './store.js';

interface Row extends Omit<Notification, 'copies'> {
  registrationId: string;
}

export async function* notifications(store: Store): AsyncGenerator<Notification> {
  for await (const range of rangesOf(store, 'notification', 'subject')) {
    const rows = await store.rows<Row>(
      `SELECT id, channel, about, subject, sequence, registration_id AS registrationId, student_id AS studentId, status,
        due_at AS dueAt, reason FROM notification WHERE ${within('subject')}`,
      valuesOf(range),
    );
    for (const copies of groupedBy(rows, keyOf).values()) {
      for (const { registrationId: _id, dueAt, ...row } of copies)
        yield { ...row, dueAt: instantOrNull(dueAt), copies: copies.length };
    }
  }
}

const keyOf = ({ subject, sequence, about, registrationId, studentId, channel }: Row): string =>
  [subject, sequence, about, registrationId, studentId, channel].join();
