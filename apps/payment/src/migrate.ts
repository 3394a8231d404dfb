import { migrate, storeAt, SystemClock } from '#platform';
import { openPaymentStore } from './persistence/payment-store.js';
import { ProviderLedger } from './provider/provider-ledger.js';

await migrate(
  'payment',
  ({ DATABASE_URL, SUGANG_DATA_DIR }) => openPaymentStore(DATABASE_URL, SUGANG_DATA_DIR),
  (settings) => ProviderLedger.open(storeAt(settings), new SystemClock()),
);
