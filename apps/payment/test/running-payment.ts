import type { ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import {
  CHARGE_PATTERN,
  PAYMENT_RPC_QUEUE,
  routingKeyOf,
  writeEvent,
  type ChargeAnswer,
  type ChargeRequest,
  type EventEnvelope,
} from '#contracts';
import { openWiring, TimedRequest, type Broker, type Wiring } from '#messaging';
import { startService, UuidV7Ids, type Service } from '#platform';
import { aRegistration, capturedEvents, cast, TestIdentity, type CapturedEvents, type TokenClaims } from '#testing';
import { PaymentModule, PaymentSettings } from '../src/payment.module.js';
import { chargeOf } from './cast.js';

export interface Answer {
  status: number;
  body: any;
}

type ConsumedEvent =
  'registration.canceled' | 'registration.expired' | 'registration.declined' | 'registration.changed';

/** Payment alone in embedded mode, with an RPC client. */
export class RunningPayment {
  private constructor(
    readonly service: Service,
    readonly events: CapturedEvents,
    private readonly wiring: Wiring,
    private readonly identity: TestIdentity,
    private readonly registration: ClientProxy,
  ) {}

  static async start(dataDir: string, env: Record<string, string> = {}): Promise<RunningPayment> {
    const settings = PaymentSettings.load({
      SUGANG_DATA_DIR: dataDir,
      SUGANG_PROVIDER_LATENCY_MS: '0',
      LOG_LEVEL: 'silent',
      ...env,
    });
    const identity = await TestIdentity.create();
    const wiring = { ...(await openWiring(settings)), keys: identity.keys };
    const events = await capturedEvents(wiring.broker);
    const module = PaymentModule.with(settings, wiring);
    const service = await startService({ name: 'payment', module, settings });
    return new RunningPayment(service, events, wiring, identity, wiring.rpc.client(PAYMENT_RPC_QUEUE));
  }

  get broker(): Broker {
    return this.wiring.broker;
  }

  async get(path: string, who?: TokenClaims): Promise<Answer> {
    const answer = await this.service.fastify.inject({
      method: 'GET',
      url: `/api/v1${path}`,
      headers: who ? await this.identity.headersFor(who) : {},
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  charge(attempt: number, change: Partial<ChargeRequest> = {}, timeoutMs = 2_000): Promise<ChargeAnswer> {
    return this.send(new TimedRequest(chargeOf(attempt, { studentId: cast.mina.sub, ...change }), timeoutMs));
  }

  send(request: unknown): Promise<ChargeAnswer> {
    return firstValueFrom(this.registration.send<ChargeAnswer>(CHARGE_PATTERN, request as object).pipe(timeout(5_000)));
  }

  /** Publishes an event of registration, by default of one that has ended. */
  async receive(name: ConsumedEvent, id: string, more: Partial<EventEnvelope> = {}): Promise<void> {
    const time = new Date().toISOString();
    const event = {
      specversion: '1.0',
      id: new UuidV7Ids().next(),
      source: '/sugang/registration',
      type: `sugang.${name}.v1`,
      subject: id,
      time,
      datacontenttype: 'application/json',
      dataschema: `https://sugang.dev/schemas/${name}.v1.json`,
      sequence: 3,
      correlationid: 'mina-cancels',
      name,
      data: aRegistration({ id, status: 'CANCELED', requestedAt: time, endedAt: time }),
      ...more,
    } as EventEnvelope;
    const routingKey = event.resync ? `resync.payment.${name}.v1` : routingKeyOf(name);
    await this.wiring.broker.publish({ id: event.id, routingKey, body: writeEvent(event) });
  }

  metrics(): Promise<string> {
    return this.service.metrics.text();
  }

  async stop(): Promise<void> {
    await this.events.close();
    await this.service.close();
    await this.wiring.close();
  }
}
