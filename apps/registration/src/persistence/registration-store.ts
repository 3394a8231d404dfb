import { messagingEntities, messagingMigrations } from '#messaging';
import { Database } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord, storeAt, type StoreSettings } from '#platform';
import { CreateRegistrations1760000001000 } from './migrations/1760000001000-create-registrations.js';
import { RegistrationRow } from './registration-row.js';
import { SeatLedgerRow } from './typeorm-seat-ledger.js';

export const openRegistrationStore = (settings: StoreSettings): Promise<Database> =>
  Database.open({
    ...storeAt(settings),
    service: 'registration',
    entities: [RegistrationRow, SeatLedgerRow, IdempotencyRecord, ...messagingEntities],
    migrations: [CreateRegistrations1760000001000, ...idempotencyMigrations, ...messagingMigrations],
  });
