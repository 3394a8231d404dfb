import { randomUUID } from 'node:crypto';
import { around, built } from './built.mjs';
import { isGuardDisabled } from './guards.mjs';

const { TypeormPayments } = await built('apps/payment/src/persistence/typeorm-payments');
const { TypeormOpenPayments } = await built('apps/payment/src/persistence/typeorm-open-payments');

const { SimulatedProvider } = await built('apps/payment/src/provider/simulated-provider');

around(TypeormPayments, 'change', (change, registrationId, decide, ...rest) =>
  change(registrationId, (state) => kept(forgetful(state, decide)), ...rest),
);

function forgetful(state, decide) {
  if (!isGuardDisabled('registration-over-record') || state.overSince === null) return decide(state);
  const forgotten = { ...state, overSince: null };
  const decision = decide(forgotten);
  return decision.state === forgotten ? { ...decision, state } : decision;
}

function kept(decision) {
  if (!isGuardDisabled('refund-of-late-capture')) return decision;
  const keep = (payment) => (payment.status === 'COMPLETED' ? { ...payment, cancelRequestedAt: null } : payment);
  return { ...decision, state: { ...decision.state, attempts: decision.state.attempts.map(keep) } };
}

around(TypeormOpenPayments, 'claim', async (claim, ...asked) => {
  const claims = await claim(...asked);
  if (isGuardDisabled('refund-retry')) return claims.filter(({ checks }) => checks <= 1);
  return isGuardDisabled('refund-continuation') ? claims.filter(({ payment }) => !payment.refunded) : claims;
});

around(SimulatedProvider, 'charge', (charge, key, ...rest) =>
  charge(isGuardDisabled('one-key-per-attempt') ? randomUUID() : key, ...rest),
);

around(SimulatedProvider, 'refund', async (refund, key, refundKey, amount, signal) => {
  if (!isGuardDisabled('one-key-per-refund-step')) return refund(key, refundKey, amount, signal);
  const { state } = await refund(key, randomUUID(), amount, signal);
  return { state, refunds: [{ refundKey, amount: amount.amount }] };
});

around(SimulatedProvider, 'status', async (status, ...asked) => {
  const result = await status(...asked);
  return result && isGuardDisabled('one-key-per-refund-step') ? { ...result, refunds: undefined } : result;
});
