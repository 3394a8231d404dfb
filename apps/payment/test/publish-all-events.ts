import type { EventEnvelope } from '#contracts';
import { eventually } from '#testing';
import { attemptId, minasRegistration } from './cast.js';
import type { RunningPayment } from './running-payment.js';

/** Declines one card, charges another and refunds it: payment publishes each of its events. */
export async function publishAllEvents(payment: RunningPayment): Promise<EventEnvelope[]> {
  await payment.charge(1, { token: 'tok_declined' });
  await payment.charge(2, { paymentId: attemptId(2) });
  await payment.receive('registration.canceled', minasRegistration);
  return eventually(() => {
    if (payment.events.named('payment.canceled').length === 0) throw new Error('the refund is not complete yet');
    return payment.events.all().filter(({ source }) => source === '/sugang/payment');
  });
}
