import type { ChargeAnswer } from '#contracts';
import { openBroker, openWiring, type RpcTransport, type Wiring } from '#messaging';
import { startService, type Clock, type Service } from '#platform';
import { capturedEvents, TestIdentity, type CapturedEvents, type TokenClaims } from '#testing';
import { PaymentModule, PaymentSettings } from '../src/payment.module.js';

/** The claims of registration's service token. */
export const registration: TokenClaims = { sub: 'registration', role: 'service', name: 'registration' };

/** Payment rejected the request, independent of the protocol. */
export class Refused extends Error {
  constructor(
    readonly why: 'INVALID' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'TAKEN',
    readonly detail: string,
  ) {
    super(`${why}: ${detail}`);
  }
}

/** A connection to payment over one protocol. */
export interface ChargeConnection {
  /**
   * @param token the caller's access token, if the protocol transports one
   * @param timeoutMs how long the caller says it waits; undefined if it does not say so
   */
  charge(request: unknown, token: string | undefined, timeoutMs: number | undefined): Promise<ChargeAnswer>;
  close(): Promise<void>;
}

export interface Protocol {
  env?: Record<string, string>;
  /** The RPC transport, if it is not in-process. */
  rpc?: () => Promise<{ rpc: RpcTransport; close(): Promise<void> }>;
  connect(payment: { service: Service; wiring: Wiring }): Promise<ChargeConnection>;
}

interface Options {
  /** URL of the trace collector. */
  collector?: string;
  clock?: Clock;
}

/** Payment alone, with registration as its client over one protocol. */
export class PaymentClient {
  private constructor(
    readonly service: Service,
    readonly events: CapturedEvents,
    readonly identity: TestIdentity,
    private readonly connection: ChargeConnection,
    private readonly closeAll: () => Promise<void>,
  ) {}

  static async start(
    dataDir: string,
    protocol: Protocol,
    { collector = '', clock }: Options = {},
  ): Promise<PaymentClient> {
    const env = { SUGANG_DATA_DIR: dataDir, SUGANG_PROVIDER_LATENCY_MS: '0', LOG_LEVEL: 'silent' };
    const settings = PaymentSettings.load({ ...env, ...protocol.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector });
    const identity = await TestIdentity.create();
    const [opened, broker, transport] = [
      await openWiring(settings),
      await openBroker('in-process:', `${dataDir}-events`),
      await protocol.rpc?.(),
    ];
    const wiring: Wiring = { ...opened, broker, keys: identity.keys, rpc: transport?.rpc ?? opened.rpc, clock };
    const events = await capturedEvents(broker);
    const service = await startService({ name: 'payment', module: PaymentModule.with(settings, wiring), settings });
    const closeAll = async () => {
      await service.close();
      for (const part of [events, broker, opened, transport]) await part?.close();
    };
    return new PaymentClient(service, events, identity, await protocol.connect({ service, wiring }), closeAll);
  }

  /** Sends a charge request with registration's token. */
  async charge(request: unknown, timeoutMs?: number): Promise<ChargeAnswer> {
    return this.connection.charge(request, await this.identity.tokenFor(registration), timeoutMs);
  }

  chargeAs(token: string | undefined, request: unknown): Promise<ChargeAnswer> {
    return this.connection.charge(request, token, undefined);
  }

  /** Number of charge calls to the provider. */
  async providerCharges(): Promise<number> {
    const [, count] =
      /sugang_provider_call_seconds_count\{.*call="charge".*\} (\d+)/.exec(await this.service.metrics.text()) ?? [];
    return Number(count ?? 0);
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.closeAll();
  }
}
