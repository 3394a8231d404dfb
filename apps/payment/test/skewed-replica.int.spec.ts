import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { SystemClock } from '#platform';
import { eventually, minutes, onEveryStore } from '#testing';
import { PaymentProvider } from '../src/ports/payment-provider.js';
import { SettleDuePayments } from '../src/use-cases/settle-due-payments.js';
import { minasRegistration } from './cast.js';
import { RunningPayment } from './running-payment.js';

onEveryStore('a replica of payment whose clock differs from its store', (newStore) => {
  const { url, dataDir } = newStore();
  let replica: RunningPayment;

  beforeAll(async () => {
    replica = await RunningPayment.start(dataDir, {
      DATABASE_URL: url,
      SUGANG_PAYMENT_TOKEN_KEY: 'A'.repeat(43) + '=',
    });
  });
  afterAll(() => replica.stop());
  afterEach(() => void jest.restoreAllMocks());

  it('refunds no payment that another one is refunding, although it is five minutes ahead', async () => {
    const { app } = replica.service;
    expect(await replica.charge(1)).toMatchObject({ outcome: 'COMPLETED' });
    let goOn: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (goOn = resolve));
    const provider = app.get(PaymentProvider, { strict: false });
    const original = provider.cancel.bind(provider);
    const cancel = jest.spyOn(provider, 'cancel').mockImplementation(async (...call) => {
      await answered;
      return original(...call);
    });
    await replica.receive('registration.canceled', minasRegistration);
    await eventually(() => expect(cancel).toHaveBeenCalledTimes(1));
    jest.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(Date.now() + minutes(5)));
    const settling = app.get(CommandBus, { strict: false }).execute(new SettleDuePayments());
    await Promise.race([settling, new Promise((wake) => setTimeout(wake, 500))]);
    const calls = cancel.mock.calls.length;
    goOn();
    expect(calls).toBe(1);
    await eventually(() => expect(replica.events.named('payment.canceled')).toHaveLength(1));
  });
});
