import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type StoreAddress, type StoreSchema } from '#persistence';
import { Payments1790000000000 } from './migrations/1790000000000-payments.js';
import { PaymentRow, PaymentsOfRegistrationRow } from './payment.row.js';

export const paymentSchema: StoreSchema = {
  entities: [PaymentsOfRegistrationRow, PaymentRow, ...messagingEntities],
  migrations: [...messagingMigrations, Payments1790000000000],
};

/** For the migrate command and tests; the app gets its `Database` from `TypeOrmModule` and `DatabaseModule`. */
export const openPaymentStore = (address: StoreAddress): Promise<Database> =>
  Database.open({ ...address, ...paymentSchema, service: 'payment' });
