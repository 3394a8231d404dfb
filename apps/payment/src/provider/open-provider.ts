import type { SimulatedProviderState } from '#contracts';
import { databaseOptionsOf, type Clock, type ConnectionMetrics, type Shutdown } from '#platform';
import type { PaymentProvider } from '../ports/payment-provider.js';
import type { PaymentSettings } from '../settings.js';
import { ProviderLedger } from './provider-ledger.js';
import { RemoteLedger } from './remote-ledger.js';
import { RemoteProvider, type RemoteApi } from './remote-provider.js';
import { SimulatedBehavior } from './simulated-behavior.js';
import { SimulatedProvider } from './simulated-provider.js';

const TOSS_ADDRESS = 'https://api.tosspayments.com';

export async function openProvider(
  settings: PaymentSettings,
  clock: Clock,
  shutdown: Shutdown,
  connections: ConnectionMetrics,
  state = simulatedProviderOf(settings),
): Promise<PaymentProvider> {
  const store = databaseOptionsOf(settings);
  const api = await remoteApi(settings);
  if (api) {
    const ledger = await RemoteLedger.open(store, clock);
    shutdown.add('store', { drain: () => ledger.close() });
    connections.observe('provider', () => ledger.connectionUse);
    return new RemoteProvider(ledger, api);
  }
  const ledger = await ProviderLedger.open(store, clock);
  shutdown.add('store', { drain: () => ledger.close() });
  connections.observe('provider', () => ledger.connectionUse);
  return new SimulatedProvider(ledger, new SimulatedBehavior(state));
}

export const simulatedProviderOf = (settings: PaymentSettings): SimulatedProviderState => ({
  latency: settings.SUGANG_PROVIDER_LATENCY_MS,
  failureRate: settings.SUGANG_PROVIDER_FAILURE_RATE,
  down: false,
});

async function remoteApi(settings: PaymentSettings): Promise<RemoteApi | undefined> {
  const { SUGANG_PROVIDER: name, SUGANG_PROVIDER_KEY: secretKey = '', SUGANG_PROVIDER_URL: address } = settings;
  const url = address === undefined ? undefined : new URL(address);
  if (name === 'stripe') {
    const { StripeApi } = await import('./stripe-api.js');
    const { SUGANG_PROVIDER_WEBHOOK_SECRET: webhookSecret, SUGANG_PROVIDER_RETURN_URL: page } = settings;
    const returnUrl = page === undefined ? undefined : new URL(page);
    return new StripeApi({ secretKey, webhookSecret, url, returnUrl, timeoutMs: settings.SUGANG_PROVIDER_TIMEOUT_MS });
  }
  if (name === 'toss') {
    const { TossApi } = await import('./toss-api.js');
    return new TossApi(url ?? new URL(TOSS_ADDRESS), secretKey);
  }
  return undefined;
}
