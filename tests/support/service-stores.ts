import { ProviderLedger } from '../../apps/payment/src/provider/provider-ledger.js';
import { openIdentityStore } from '../../apps/identity/src/persistence/identity-store.js';
import { openLectureStore } from '../../apps/lecture/src/persistence/lecture-store.js';
import { openNotificationStore } from '../../apps/notification/src/persistence/notification-store.js';
import { openPaymentStore } from '../../apps/payment/src/persistence/payment-store.js';
import { openRegistrationStore } from '../../apps/registration/src/persistence/registration-store.js';
import type { Database } from '#persistence';
import { SystemClock } from '#platform';
import type { StoreAddress } from '#testing';

/** Every relational store, opened as its service does. */
export const serviceStores: Record<string, (at: StoreAddress) => Promise<Database>> = {
  identity: openIdentityStore,
  lecture: openLectureStore,
  notification: openNotificationStore,
  registration: openRegistrationStore,
  payment: openPaymentStore,
  // The ledger does not expose its store; only this test reads it.
  provider: async (at) => (await ProviderLedger.open(at, new SystemClock()))['database'],
};
