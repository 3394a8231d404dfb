import { databaseOptionsOf, migrate, SystemClock } from '#platform';
import { openPaymentStore } from './persistence/payment-store.js';
import { ProviderLedger } from './provider/provider-ledger.js';

await migrate(
  'payment',
  (settings) => openPaymentStore(databaseOptionsOf(settings)),
  (settings) => ProviderLedger.open(databaseOptionsOf(settings), new SystemClock()),
);
