import type { Clock, CoreSettings, SigningKeys } from '#platform';
import type { Broker } from './broker/broker.js';
import type { RpcTransport } from './rpc/rpc-transport.js';

/** The adapters that a service works with, whichever mode it runs in. */
export interface Wiring {
  broker: Broker;
  rpc: RpcTransport;
  keys: SigningKeys;
  clock?: Clock;
  /** Closes the broker; call it after every service that uses the wiring has closed. */
  close(): Promise<void>;
}

export type WiringSettings = Pick<
  CoreSettings,
  'BROKER_URL' | 'SUGANG_DATA_DIR' | 'SUGANG_ISSUER' | 'SUGANG_JWKS_URL'
>;

/** Opens what the settings name. @throws when the broker cannot be opened */
export function openWiring(settings: WiringSettings): Promise<Wiring> {
  throw new Error(`not written yet: ${settings.BROKER_URL}`);
}
