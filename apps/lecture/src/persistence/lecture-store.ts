import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type DatabaseOptions } from '#persistence';
import { IdempotencyRecord, idempotencyMigrations } from '#platform';
import { AccountCopyRow } from './account-copy.row.js';
import { LectureRow } from './lecture.row.js';
import { LecturesAndRoster1790000000000 } from './migrations/1790000000000-lectures-and-roster.js';
import { RosterTableRow } from './roster.row.js';

/** Opens lecture's own store. */
export const openLectureStore = (at: Pick<DatabaseOptions, 'url' | 'dataDir' | 'migrate'>): Promise<Database> =>
  Database.open({
    ...at,
    service: 'lecture',
    entities: [LectureRow, RosterTableRow, AccountCopyRow, IdempotencyRecord, ...messagingEntities],
    migrations: [...messagingMigrations, ...idempotencyMigrations, LecturesAndRoster1790000000000],
  });
