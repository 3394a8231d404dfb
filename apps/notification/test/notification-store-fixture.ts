import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Registration } from '#contracts';
import { Database } from '#persistence';
import { cast, onEveryStore as onEachOfThem, TestClock } from '#testing';
import { UuidV7Ids } from '#platform';
import { keepLecture } from '../src/domain/lecture-news.js';
import { knownOf } from '../src/domain/tell-of-registration.js';
import { openNotificationStore } from '../src/persistence/notification-store.js';
import { TypeormAnnouncements } from '../src/persistence/typeorm.announcements.js';
import { TypeormDueNotifications } from '../src/persistence/typeorm.due-notifications.js';
import { TypeormKnownAccounts } from '../src/persistence/typeorm.known-accounts.js';
import { TypeormKnownLectures } from '../src/persistence/typeorm.known-lectures.js';
import { TypeormKnownRegistrations } from '../src/persistence/typeorm.known-registrations.js';
import { TypeormNotifications } from '../src/persistence/typeorm.notifications.js';
import { TypeormPreferenceChoices } from '../src/persistence/typeorm.preference-choices.js';
import { SiteOffer } from '../src/use-cases/preference-choices.js';
import { SendingBell } from '../src/use-cases/sending-bell.js';
import { account, algorithms, monday } from './states.js';

/** Notification's real store, empty before each test, with everything that reads and writes it. */
export class NotificationBench {
  readonly clock = new TestClock(monday.toISOString());
  readonly bell = new SendingBell();
  readonly site = new SiteOffer({ channels: ['log', 'email', 'sms'], anyWebhookTarget: false });
  database: Database;
  notifications: TypeormNotifications;
  due: TypeormDueNotifications;
  announcements: TypeormAnnouncements;
  accounts: TypeormKnownAccounts;
  registrations: TypeormKnownRegistrations;
  lectures: TypeormKnownLectures;
  choices: TypeormPreferenceChoices;

  /** Opens and closes the bench around the tests that are being described. */
  static at(address: { url: string; dataDir: string }): NotificationBench {
    const bench = new NotificationBench();
    beforeAll(async () => bench.on(await openNotificationStore(address)));
    beforeEach(() => bench.empty());
    afterAll(() => bench.database.close());
    return bench;
  }

  rows<Row = any>(sql: string): Promise<Row[]> {
    return this.database.reader.query<Row[]>(sql);
  }

  /** Mina and Joon, and Algorithms 101. */
  async knowsThePeople(): Promise<void> {
    await this.accounts.keep(account('mina'), 1);
    await this.accounts.keep(account('joon'), 1);
    await this.lectures.change(algorithms.id, (known) => keepLecture(known, algorithms, 1, false));
  }

  async registered(registration: Registration): Promise<void> {
    await this.registrations.keep(knownOf(registration, registration.version));
  }

  private on(database: Database): void {
    const { site, clock, bell } = this;
    this.database = database;
    this.notifications = new TypeormNotifications(database, site, clock, new UuidV7Ids(), bell);
    this.due = new TypeormDueNotifications(database, site);
    this.announcements = new TypeormAnnouncements(database, this.notifications);
    this.accounts = new TypeormKnownAccounts(database);
    this.registrations = new TypeormKnownRegistrations(database);
    this.lectures = new TypeormKnownLectures(database, bell);
    this.choices = new TypeormPreferenceChoices(database);
  }

  private async empty(): Promise<void> {
    this.clock.moveTo(monday.toISOString());
    const tables = ['notification', 'preference', 'account_copy', 'registration_copy', 'lecture_copy'];
    for (const table of tables) await this.rows(`DELETE FROM ${table}`);
  }
}

export const minaId = cast.mina.sub;
export const joonId = cast.joon.sub;

/** The same tests on every store, with a bench on it. */
export const onEveryStore = (name: string, suite: (bench: NotificationBench) => void): void =>
  onEachOfThem(name, (newStore) => suite(NotificationBench.at(newStore())));
