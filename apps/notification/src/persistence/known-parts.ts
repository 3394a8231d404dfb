import { In, type EntityManager } from 'typeorm';
import type { Offer, Preferences } from '../domain/preferences.js';
import type { ClaimedNotification } from '../use-cases/due-notifications.js';
import { AccountCopyRow, LectureCopyRow, RegistrationCopyRow } from './copies.row.js';
import type { NotificationRow } from './notification.row.js';
import { preferencesOf } from './preferences-of.js';
import { lectureOf } from './typeorm.known-lectures.js';
import { registrationOf } from './typeorm.known-registrations.js';

type Parts = Pick<ClaimedNotification, 'registration' | 'lecture' | 'account' | 'preferences'>;

/** What the copies know of a batch of messages, asked once for all of them. */
export class KnownParts {
  private constructor(
    private readonly registrations: Map<string, RegistrationCopyRow>,
    private readonly lectures: Map<string, LectureCopyRow>,
    private readonly accounts: Map<string, AccountCopyRow>,
    private readonly preferences: (studentId: string) => Preferences,
  ) {}

  static async of(reader: EntityManager, rows: readonly NotificationRow[], offer: Offer): Promise<KnownParts> {
    const students = rows.map(({ studentId }) => studentId);
    const registrations = await reader.findBy(RegistrationCopyRow, {
      id: In(rows.map(({ registrationId }) => registrationId)),
    });
    const lectures = await reader.findBy(LectureCopyRow, { id: In(registrations.map(({ lectureId }) => lectureId)) });
    const accounts = await reader.findBy(AccountCopyRow, { id: In(students) });
    return new KnownParts(
      byId(registrations),
      byId(lectures),
      byId(accounts),
      await preferencesOf(reader, students, offer),
    );
  }

  about({ registrationId, studentId }: NotificationRow): Parts {
    const registration = this.registrations.get(registrationId);
    const lecture = registration && this.lectures.get(registration.lectureId);
    return {
      registration: registration && registrationOf(registration),
      lecture: lecture && lectureOf(lecture),
      account: this.accounts.get(studentId),
      preferences: this.preferences(studentId),
    };
  }
}

const byId = <Row extends { id: string }>(rows: Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));
