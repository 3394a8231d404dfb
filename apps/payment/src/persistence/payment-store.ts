import { messagingEntities, messagingMigrations } from '#messaging';
import { Database } from '#persistence';
import { Payments1790000000000 } from './migrations/1790000000000-payments.js';
import { PaymentRow, PaymentsOfRegistrationRow } from './payment.row.js';

/** Opens payment's own store. */
export const openPaymentStore = (url: string, dataDir: string): Promise<Database> =>
  Database.open({
    url,
    dataDir,
    service: 'payment',
    entities: [PaymentsOfRegistrationRow, PaymentRow, ...messagingEntities],
    migrations: [...messagingMigrations, Payments1790000000000],
  });
