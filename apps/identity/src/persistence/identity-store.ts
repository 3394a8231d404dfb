import { messagingEntities, messagingMigrations } from '#messaging';
import { Database } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord } from '#platform';
import type { IdentitySettings } from '../settings.js';
import { AccountRow, CredentialRow } from './account.row.js';
import { FailedLoginRow } from './failed-login.row.js';
import { AccountsSessionsAndKeys1790000000000 } from './migrations/1790000000000-accounts-sessions-and-keys.js';
import { RefreshTokenRow, SessionRow } from './session.row.js';
import { SigningKeyRow } from './signing-key.row.js';

export const openIdentityStore = ({ DATABASE_URL, SUGANG_DATA_DIR }: IdentitySettings): Promise<Database> =>
  openIdentityRows({ url: DATABASE_URL, dataDir: SUGANG_DATA_DIR });

export const openIdentityRows = (at: { url: string; dataDir: string }): Promise<Database> =>
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
      IdempotencyRecord,
      ...messagingEntities,
    ],
    migrations: [...messagingMigrations, ...idempotencyMigrations, AccountsSessionsAndKeys1790000000000],
  });
