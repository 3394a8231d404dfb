import type { ChargeAnswer } from '#contracts';
import { openBroker, openWiring, type RpcTransport, type Wiring } from '#messaging';
import { loadSettings, startService, type Service } from '#platform';
import { capturedEvents, TestIdentity, type CapturedEvents, type TokenClaims } from '#testing';
import { PaymentModule, paymentSettings } from '../src/payment.module.js';

/** The service that asks payment for money. */
export const registration: TokenClaims = { sub: 'registration', role: 'service', name: 'registration' };

/** Payment did not take what was asked, whatever words its protocol has for that. */
export class Refused extends Error {
  constructor(
    readonly why: 'INVALID' | 'UNAUTHENTICATED' | 'FORBIDDEN',
    readonly told: string,
  ) {
    super(`${why}: ${told}`);
  }
}

/** One protocol by which payment is asked. */
export interface Asking {
  /** @param token of whoever asks, where the protocol has a place for it */
  ask(request: unknown, token: string | undefined): Promise<ChargeAnswer>;
  close(): Promise<void>;
}

export interface Way {
  env?: Record<string, string>;
  /** What carries RPC, where it is not the process itself. */
  rpc?: () => Promise<{ rpc: RpcTransport; close(): Promise<void> }>;
  /** Begins to ask a payment that runs. */
  begin(payment: { service: Service; wiring: Wiring }): Promise<Asking>;
}

/** Payment on its own, with registration at the other end of one protocol. */
export class AskedPayment {
  private constructor(
    readonly service: Service,
    readonly events: CapturedEvents,
    readonly identity: TestIdentity,
    private readonly asking: Asking,
    private readonly end: () => Promise<void>,
  ) {}

  /** @param collector where its traces go */
  static async start(dataDir: string, way: Way, collector = ''): Promise<AskedPayment> {
    const env = { SUGANG_DATA_DIR: dataDir, SUGANG_PROVIDER_LATENCY_MS: '0', LOG_LEVEL: 'silent' };
    const settings = loadSettings(paymentSettings, { ...env, ...way.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector });
    const identity = await TestIdentity.create();
    const [opened, broker, carrier] = [
      await openWiring(settings),
      await openBroker('in-process:', `${dataDir}-events`),
      await way.rpc?.(),
    ];
    const wiring: Wiring = { ...opened, broker, keys: identity.keys, rpc: carrier?.rpc ?? opened.rpc };
    const events = await capturedEvents(broker);
    const service = await startService({ name: 'payment', module: PaymentModule.with(settings, wiring), settings });
    const end = async () => {
      await service.close();
      for (const part of [events, broker, opened, carrier]) await part?.close();
    };
    return new AskedPayment(service, events, identity, await way.begin({ service, wiring }), end);
  }

  /** Asks as registration does. */
  async ask(request: unknown): Promise<ChargeAnswer> {
    return this.askAs(await this.identity.tokenFor(registration), request);
  }

  askAs(token: string | undefined, request: unknown): Promise<ChargeAnswer> {
    return this.asking.ask(request, token);
  }

  /** How often the provider was asked for money. */
  async charges(): Promise<number> {
    const [, count] =
      /sugang_provider_call_seconds_count\{.*call="charge".*\} (\d+)/.exec(await this.service.metrics.text()) ?? [];
    return Number(count ?? 0);
  }

  async stop(): Promise<void> {
    await this.asking.close();
    await this.end();
  }
}
