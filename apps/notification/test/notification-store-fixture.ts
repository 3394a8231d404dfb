import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Registration } from '#contracts';
import { Database } from '#persistence';
import { Jobs, TypeormAccountCopies, UuidV7Ids } from '#platform';
import { cast, onEveryStore as onEachStore, TestClock } from '#testing';
import { applyLectureState } from '../src/domain/lecture-change.js';
import { registrationCopy } from '../src/domain/registration-notification.js';
import { AccountCopyRow, accountCopyRow, openNotificationStore } from '../src/persistence/notification-store.js';
import { TypeormAnnouncements } from '../src/persistence/typeorm-announcements.js';
import { TypeormDueNotifications } from '../src/persistence/typeorm-due-notifications.js';
import { TypeormEnrollments } from '../src/persistence/typeorm-enrollments.js';
import { TypeormLectureCopies } from '../src/persistence/typeorm-lecture-copies.js';
import { TypeormNotifications } from '../src/persistence/typeorm-notifications.js';
import { TypeormRegistrationCopies } from '../src/persistence/typeorm-registration-copies.js';
import { TypeormChosenPreferences } from '../src/persistence/typeorm-chosen-preferences.js';
import { NotificationSettings } from '../src/settings.js';
import { account, algorithms, monday } from './states.js';

class RecordedJobs extends Jobs {
  readonly woken: string[] = [];

  wake(name: string): void {
    this.woken.push(name);
  }
}

/** Notification's real store, empty before each test, with every adapter on it. */
export class NotificationStoreFixture {
  readonly clock = new TestClock(monday.toISOString());
  readonly jobs = new RecordedJobs();
  /** A site that offers log, e-mail and SMS. */
  readonly settings = NotificationSettings.load({
    SUGANG_SMTP_URL: 'smtp://127.0.0.1:1',
    SUGANG_SMS_URL: 'http://127.0.0.1:1',
    SUGANG_NOTIFICATION_ATTEMPTS: '4',
  });
  database: Database;
  notifications: TypeormNotifications;
  due: TypeormDueNotifications;
  accounts: TypeormAccountCopies<AccountCopyRow>;
  registrations: TypeormRegistrationCopies;
  lectures: TypeormLectureCopies;
  enrollments: TypeormEnrollments;
  announcements: TypeormAnnouncements;
  preferences: TypeormChosenPreferences;

  /** Opens and closes the store around the tests of the surrounding `describe`. */
  static at(address: { url: string; dataDir: string }): NotificationStoreFixture {
    const fixture = new NotificationStoreFixture();
    beforeAll(async () => fixture.use(await openNotificationStore(address)));
    beforeEach(() => fixture.clear());
    afterAll(() => fixture.database.close());
    return fixture;
  }

  rows<Row = any>(sql: string): Promise<Row[]> {
    return this.database.reader.query<Row[]>(sql);
  }

  /** Stores the copies of Mina's and Joon's accounts and of Algorithms 101. */
  async saveCopies(): Promise<void> {
    await this.accounts.save(account('mina'), 1);
    await this.accounts.save(account('joon'), 1);
    await this.lectures.change(algorithms.id, (copy) => applyLectureState(copy, algorithms, 1, false));
  }

  async saveRegistration(registration: Registration): Promise<void> {
    await this.registrations.save(registrationCopy(registration, registration.version));
  }

  private use(database: Database): void {
    const { settings, clock, jobs } = this;
    this.database = database;
    this.notifications = new TypeormNotifications(database, settings, clock, new UuidV7Ids(), jobs);
    this.enrollments = new TypeormEnrollments(database);
    this.due = new TypeormDueNotifications(database, settings, this.enrollments);
    this.accounts = new TypeormAccountCopies(database, AccountCopyRow, accountCopyRow);
    this.registrations = new TypeormRegistrationCopies(database);
    this.lectures = new TypeormLectureCopies(database, this.notifications, jobs);
    this.announcements = new TypeormAnnouncements(database, this.notifications, clock, jobs);
    this.preferences = new TypeormChosenPreferences(database);
  }

  private async clear(): Promise<void> {
    this.clock.moveTo(monday.toISOString());
    this.jobs.woken.length = 0;
    const tables = ['notification', 'preference', 'account_copy', 'registration_copy', 'lecture_copy', 'announcement'];
    for (const table of tables) await this.rows(`DELETE FROM ${table}`);
  }
}

export const minaId = cast.mina.sub;
export const joonId = cast.joon.sub;

/** The same tests on every store, each with a fixture of its own. */
export const onEveryStore = (name: string, suite: (fixture: NotificationStoreFixture) => void): void =>
  onEachStore(name, (newStore) => suite(NotificationStoreFixture.at(newStore())));
