import { messagingEntities, messagingMigrations } from '#messaging';
import { Database } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord, storeAt, type StoreSettings } from '#platform';
import { CreateRegistrations1760000001000 } from './create-registrations.migration.js';
import { RegistrationRow } from './registration.row.js';
import { SeatLedgerRow } from './seat-ledger.row.js';

/** Opens registration's own store, with everything that lives in it. */
export const openRegistrationStore = (settings: StoreSettings): Promise<Database> =>
  Database.open({
    ...storeAt(settings),
    service: 'registration',
    entities: [RegistrationRow, SeatLedgerRow, IdempotencyRecord, ...messagingEntities],
    migrations: [CreateRegistrations1760000001000, ...idempotencyMigrations, ...messagingMigrations],
  });
