import type { EventEnvelope } from '#contracts';
import { eventually } from '#testing';
import { attemptId, minasRegistration } from './cast.js';
import type { RunningPayment } from './running-payment.js';

/** A card is declined, another one charged, and the money goes back: everything that payment ever tells. */
export async function everythingTold(payment: RunningPayment): Promise<EventEnvelope[]> {
  await payment.charge(1, { token: 'tok_declined' });
  await payment.charge(2, { paymentId: attemptId(2) });
  await payment.told('registration.canceled', minasRegistration);
  return eventually(() => {
    if (payment.events.named('payment.canceled').length === 0) throw new Error('the money is not back yet');
    return payment.events.all().filter(({ source }) => source === '/sugang/payment');
  });
}
