import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type DatabaseOptions } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord, databaseOptionsOf, type StoreSettings } from '#platform';
import { AccountRow, CredentialRow } from './account.row.js';
import { FailedLoginRow } from './failed-login.row.js';
import { AccountsSessionsAndKeys1790000000000 } from './migrations/1790000000000-accounts-sessions-and-keys.js';
import { RefreshTokenRow, SessionRow } from './session.row.js';
import { Subjects1791000000000 } from './migrations/1791000000000-subjects.js';
import { SigningKeyRow } from './signing-key.row.js';
import { SubjectRow } from './subject.row.js';

export const openIdentityStore = (settings: StoreSettings): Promise<Database> =>
  openIdentityRows(databaseOptionsOf(settings));

export const openIdentityRows = (at: Pick<DatabaseOptions, 'url' | 'dataDir' | 'migrate'>): Promise<Database> =>
  Database.open({
    ...at,
    service: 'identity',
    entities: [
      AccountRow,
      CredentialRow,
      SessionRow,
      RefreshTokenRow,
      FailedLoginRow,
      SigningKeyRow,
      SubjectRow,
      IdempotencyRecord,
      ...messagingEntities,
    ],
    migrations: [
      ...messagingMigrations,
      ...idempotencyMigrations,
      AccountsSessionsAndKeys1790000000000,
      Subjects1791000000000,
    ],
  });
