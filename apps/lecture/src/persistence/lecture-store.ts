import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type StoreAddress, type StoreSchema } from '#persistence';
import { IdempotencyRecord, idempotencyMigrations } from '#platform';
import { AccountCopyRow } from './account-copy-row.js';
import { LectureRow } from './lecture-row.js';
import { Announcements1793000000000 } from './migrations/1793000000000-announcements.js';
import { RefundTiers1799000000000 } from './migrations/1799000000000-refund-tiers.js';
import { Approvals1799200000000 } from './migrations/1799200000000-approvals.js';
import { CategoriesInNfc1791000000000 } from './migrations/1791000000000-categories-in-nfc.js';
import { KeysOfLists1792000000000 } from './migrations/1792000000000-keys-of-lists.js';
import { LecturesAndRoster1790000000000 } from './migrations/1790000000000-lectures-and-roster.js';
import { PeriodsOfLectures1797000000000 } from './migrations/1797000000000-periods-of-lectures.js';
import { PlacesAndSeats1799100000000 } from './migrations/1799100000000-places-and-seats.js';
import { RosterTableRow } from './roster-table-row.js';
import { AnnouncementRow } from './typeorm-announcements.js';

export const lectureSchema: StoreSchema = {
  entities: [LectureRow, AnnouncementRow, RosterTableRow, AccountCopyRow, IdempotencyRecord, ...messagingEntities],
  migrations: [
    ...messagingMigrations,
    ...idempotencyMigrations,
    LecturesAndRoster1790000000000,
    CategoriesInNfc1791000000000,
    KeysOfLists1792000000000,
    Announcements1793000000000,
    PeriodsOfLectures1797000000000,
    RefundTiers1799000000000,
    Approvals1799200000000,
    PlacesAndSeats1799100000000,
  ],
};

/** For the migrate command and tests; the app gets its `Database` from `TypeOrmModule` and `DatabaseModule`. */
export const openLectureStore = (address: StoreAddress): Promise<Database> =>
  Database.open({ ...address, ...lectureSchema, service: 'lecture' });
