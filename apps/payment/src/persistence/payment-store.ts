import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type DatabaseOptions } from '#persistence';
import { Payments1790000000000 } from './migrations/1790000000000-payments.js';
import { PaymentRow, PaymentsOfRegistrationRow } from './payment.row.js';

/** Opens payment's own store. */
export const openPaymentStore = (
  url: string,
  dataDir: string,
  migrate?: DatabaseOptions['migrate'],
): Promise<Database> =>
  Database.open({
    url,
    dataDir,
    migrate,
    service: 'payment',
    entities: [PaymentsOfRegistrationRow, PaymentRow, ...messagingEntities],
    migrations: [...messagingMigrations, Payments1790000000000],
  });
