import { messagingEntities, messagingMigrations } from '#messaging';
import { Database } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord, type CoreSettings } from '#platform';
import { CreateRegistrations1760000001000 } from './create-registrations.migration.js';
import { RegistrationRow } from './registration.row.js';
import { SeatLedgerRow } from './seat-ledger.row.js';

/** Opens registration's own store, with everything that lives in it. */
export const openRegistrationStore = (
  settings: Pick<CoreSettings, 'DATABASE_URL' | 'SUGANG_DATA_DIR'>,
): Promise<Database> =>
  Database.open({
    url: settings.DATABASE_URL,
    dataDir: settings.SUGANG_DATA_DIR,
    service: 'registration',
    entities: [RegistrationRow, SeatLedgerRow, IdempotencyRecord, ...messagingEntities],
    migrations: [CreateRegistrations1760000001000, ...idempotencyMigrations, ...messagingMigrations],
  });
