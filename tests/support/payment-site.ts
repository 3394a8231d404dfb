import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { openWiring, RpcTransport, type Wiring } from '#messaging';
import { startService, type Clock, type Service, type SigningKeys } from '#platform';
import { aLecture, idOf } from '#testing';
import { PaymentModule, PaymentSettings } from '../../apps/payment/src/payment.module.js';
import { RegistrationModule, RegistrationSettings } from '../../apps/registration/src/registration.module.js';
import { UpdateLectureCopy } from '../../apps/registration/src/use-cases/update-lecture-copy.js';
import { Client, type Answer } from './client.js';

/** Payment is reachable over HTTP only. */
class NoRpc extends RpcTransport {
  server(): never {
    throw new Error('registration answers no RPC');
  }

  client(): never {
    throw new Error('registration is to ask over HTTP');
  }
}

interface SiteOptions {
  dataDir: string;
  keys?: SigningKeys;
  /** Of registration; by default the time of its store. */
  clock?: Clock;
  payment?: Record<string, string>;
  /** With the address and the credentials of the token endpoint. */
  registration: Record<string, string>;
}

/** Registration and payment in this process: the charge goes over HTTP, the events through a broker in the process. */
export class PaymentSite {
  private constructor(
    private readonly wiring: Wiring,
    readonly payment: Service,
    readonly paymentUrl: string,
    private readonly registration: Service,
    readonly registrationUrl: string,
  ) {}

  static async start({ dataDir, keys, clock, ...env }: SiteOptions): Promise<PaymentSite> {
    const ofPayment = PaymentSettings.load({ SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env.payment });
    const wiring = { ...(await openWiring(ofPayment)), ...(keys && { keys }) };
    const payment = await startService({
      name: 'payment',
      module: PaymentModule.with(ofPayment, wiring),
      settings: ofPayment,
    });
    const paymentUrl = await urlOf(payment);
    const settings = RegistrationSettings.load({
      SUGANG_DATA_DIR: join(dataDir, 'registration'),
      LOG_LEVEL: 'silent',
      PAYMENT_URL: paymentUrl,
      SUGANG_CLIENT_ID: 'registration',
      SUGANG_PAYMENT_TIMEOUT_MS: '1500',
      ...env.registration,
    });
    const module = RegistrationModule.with(settings, { ...wiring, rpc: new NoRpc(), ...(clock && { clock }) });
    const registration = await startService({ name: 'registration', module, settings });
    return new PaymentSite(wiring, payment, paymentUrl, registration, await urlOf(registration));
  }

  addLecture(lecture: LectureState): Promise<void> {
    return this.execute(new UpdateLectureCopy(lecture));
  }

  /** Executes a command of registration, such as one of its jobs. */
  execute(command: InstanceType<Type>): Promise<void> {
    return this.registration.app.get(CommandBus).execute(command);
  }

  async stop(): Promise<void> {
    await this.registration.close();
    await this.payment.close();
    await this.wiring.close();
  }
}

const urlOf = async (service: Service): Promise<string> => `http://127.0.0.1:${await service.listen(0, '127.0.0.1')}`;

const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
let lectures = 0;

/** A student of one lecture, who first holds a seat. */
export async function holding(site: PaymentSite, identityUrl: string) {
  const session = { startsAt: nextYear, endsAt: nextYear, place: 'Room 301' };
  const lecture = aLecture({ id: idOf(0x7000 + (lectures += 1)), capacity: 1, sessions: [session] });
  await site.addLecture(lecture);
  const { token } = await Client.signUp(identityUrl, `student-${lectures}@sugang.dev`);
  const student = new Client(site.registrationUrl, token);
  const payments = new Client(site.paymentUrl, token);
  const key = { 'Idempotency-Key': randomUUID() };
  const held = await student.post('/registrations', { lectureId: lecture.id, hold: true }, key);
  expect(held).toMatchObject({ status: 202, body: { status: 'AWAITING_PAYMENT', paymentDeferred: 'NOT_TRIED' } });
  const { id } = held.body;
  return {
    id,
    lecture,
    student,
    pay: (card: string, with_?: string) => student.pay(id, card, with_),
    registration: async () => (await student.get(`/registrations/${id}`)).body,
    payment: async ({ body }: Answer) => (await payments.get(`/payments/${body.paymentId}`)).body,
    payments: async () => (await payments.get(`/payments?registrationId=${id}`)).body.items as any[],
  };
}
