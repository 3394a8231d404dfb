import { around, built } from './built.mjs';
import { pass } from './points.mjs';
import { named } from './transaction-names.mjs';

const { SimulatedProvider } = await built('apps/payment/src/provider/simulated-provider');
const { ProviderFault } = await built('apps/payment/src/ports/payment-provider');
const { ChargeRegistrationHandler } = await built('apps/payment/src/use-cases/charge-registration');
const { TypeormPayments } = await built('apps/payment/src/persistence/typeorm-payments');

const fault = (point) => new ProviderFault(`the provider fails at ${point}`);

around(SimulatedProvider, 'charge', async (charge, ...asked) => {
  await pass('payment.before-capture', fault);
  const answer = await charge(...asked);
  await pass('payment.after-capture', fault);
  return answer;
});

for (const method of ['cancel', 'refund']) {
  around(SimulatedProvider, method, async (refund, ...asked) => {
    await pass('payment.before-refund', fault);
    const answer = await refund(...asked);
    await pass('payment.after-refund', fault);
    return answer;
  });
}

around(ChargeRegistrationHandler, 'execute', async (execute, ...asked) => {
  const answer = await execute(...asked);
  if (answer.answer.outcome === 'COMPLETED') await pass('payment.after-capture-before-reply');
  return answer;
});

// A batch runs in the context of no caller.
around(TypeormPayments, 'changeAll', (changeAll, ...asked) => named('payment.change', () => changeAll(...asked)));
around(TypeormPayments, 'change', (change, ...asked) => named('payment.change', () => change(...asked)));
