import { Log, signingKeysOf, type BrokerSettings, type Clock, type CoreSettings, type SigningKeys } from '#platform';
import type { Broker } from './broker/broker.js';
import { openBroker } from './broker/open-broker.js';
import { InProcessRpcTransport } from './rpc/in-process/in-process-rpc-transport.js';
import { RabbitmqRpcTransport } from './rpc/rabbitmq/rabbitmq-rpc-transport.js';
import type { RpcTransport } from './rpc/rpc-transport.js';

export interface Wiring {
  broker: Broker;
  rpc: RpcTransport;
  keys: SigningKeys;
  clock?: Clock;
  /** Closes the broker. Call it after every service that uses it has closed. */
  close(): Promise<void>;
}

export type WiringSettings = BrokerSettings &
  Pick<CoreSettings, 'SUGANG_DATA_DIR' | 'SUGANG_ISSUER' | 'SUGANG_JWKS_URL' | 'OIDC_ISSUER' | 'LOG_LEVEL'>;

/** @param service named in the lines about the broker. @throws when the embedded broker's file cannot be opened; an unreachable RabbitMQ is retried in the background */
export async function openWiring(settings: WiringSettings, service = 'sugang'): Promise<Wiring> {
  const log = Log.open({ service, level: settings.LOG_LEVEL });
  const broker = await openBroker(settings.BROKER_URL, settings.SUGANG_DATA_DIR, { log });
  return {
    broker,
    rpc: rpcOf(settings.BROKER_URL, log),
    keys: signingKeysOf(settings, new URL('/.well-known/jwks.json', settings.SUGANG_ISSUER).toString(), log),
    close: () => broker.close(),
  };
}

const rpcOf = (address: string, log: Log): RpcTransport =>
  address === 'in-process:' ? new InProcessRpcTransport() : new RabbitmqRpcTransport(address, log);
