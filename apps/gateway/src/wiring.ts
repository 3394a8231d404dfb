import { Log, signingKeysOf, type SigningKeys } from '#platform';
import { timeoutPolicy } from './proxy/upstream.js';
import { Upstreams } from './proxy/upstreams.js';
import type { GatewaySettings } from './settings.js';

export interface GatewayWiring {
  upstreams: Upstreams;
  keys: SigningKeys;
  close(): Promise<void>;
}

export async function openGatewayWiring(settings: GatewaySettings): Promise<GatewayWiring> {
  const log = Log.open({ service: 'gateway', level: settings.LOG_LEVEL });
  const { addresses } = settings;
  const upstreams = new Upstreams({
    addresses,
    timeouts: timeoutPolicy(settings.SUGANG_UPSTREAM_TIMEOUT_MS, settings.SUGANG_UPSTREAM_PAYMENT_TIMEOUT_MS),
    circuitPauseMs: settings.SUGANG_UPSTREAM_CIRCUIT_MS,
    log,
  });
  const keyUrls = settings.SUGANG_IDENTITY_URL.map((at) => `${at.replace(/\/$/, '')}/.well-known/jwks.json`);
  return {
    upstreams,
    keys: signingKeysOf(settings, keyUrls, log),
    close: () => upstreams.close(),
  };
}
