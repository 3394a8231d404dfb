import type { EventEnvelope, EventName } from '#contracts';
import { aRegistration, eventually } from '#testing';
import { attemptId, fee, minasRegistration } from './cast.js';
import type { RunningPayment } from './running-payment.js';

const joonsRegistration = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a02';

/** Declines one card, charges another and refunds it, in parts and as a whole: payment publishes each of its events. */
export async function publishAllEvents(payment: RunningPayment): Promise<EventEnvelope[]> {
  const named = (name: EventName, count: number) =>
    eventually(() => {
      const found = payment.events.named(name).length;
      if (found < count) throw new Error(`${found} of ${count} ${name} were published`);
    });
  await payment.charge(1, { token: 'tok_declined' });
  await payment.charge(2, { paymentId: attemptId(2) });
  await payment.receive('registration.canceled', minasRegistration);
  await payment.charge(1, { registrationId: joonsRegistration, paymentId: attemptId(3) });
  const partly = { id: joonsRegistration, status: 'CONFIRMED', paymentId: attemptId(3) } as const;
  const changed = aRegistration({ ...partly, refundDue: { ...fee, amount: 20_000 } });
  await payment.receive('registration.changed', joonsRegistration, { data: changed });
  await named('payment.refunded', 1);
  const canceled = aRegistration({ ...partly, status: 'CANCELED', refundDue: { ...fee, amount: 30_000 } });
  await payment.receive('registration.canceled', joonsRegistration, { data: canceled });
  await named('payment.canceled', 2);
  return payment.events.all().filter(({ source }) => source === '/sugang/payment');
}
