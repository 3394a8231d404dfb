import { around, built } from './built.mjs';
import { pass } from './points.mjs';
import { named } from './transaction-names.mjs';

const { RpcPaymentGateway } = await built('apps/registration/src/payment/rpc-payment-gateway');
const { HttpPaymentGateway } = await built('apps/registration/src/payment/http-payment-gateway');
const { RegisterForLectureHandler } = await built('apps/registration/src/use-cases/register-for-lecture');
const { TypeormSeatLedger } = await built('apps/registration/src/persistence/typeorm-seat-ledger');
const { TypeormRegistrations } = await built('apps/registration/src/persistence/typeorm-registrations');
const { TypeormSeats } = await built('apps/registration/src/persistence/typeorm-seats');
const { SeatRequests } = await built('apps/registration/src/persistence/seat-requests');

for (const Gateway of [RpcPaymentGateway, HttpPaymentGateway]) {
  around(Gateway, 'charge', async (charge, ...asked) => {
    await pass('registration.after-hold-before-charge');
    const charged = await charge(...asked);
    if (charged.outcome === 'COMPLETED') await pass('registration.between-capture-and-confirm');
    return charged;
  });
}

around(RegisterForLectureHandler, 'execute', async (execute, ...asked) => {
  const outcome = await execute(...asked);
  await pass('registration.after-confirm-before-answer');
  return outcome;
});

for (const method of ['request', 'change', 'changeEach']) {
  around(TypeormRegistrations, method, (original, ...asked) =>
    named(`registration.${method}`, () => original(...asked)),
  );
}

// A batch runs in the context of no caller.
around(SeatRequests, 'requestAll', (original, ...asked) => named('registration.request', () => original(...asked)));
around(TypeormRegistrations, 'changeAll', (original, ...asked) =>
  named('registration.change', () => original(...asked)),
);

around(TypeormSeatLedger, 'assignEach', async (assignEach, ...asked) => {
  await pass('registration.before-seat');
  return assignEach(...asked);
});

around(TypeormSeats, 'storePlan', async (storePlan, ...asked) => {
  await storePlan(...asked);
  await pass('registration.within-seating-plan');
});

around(TypeormSeats, 'release', async (release, ...asked) => {
  await pass('registration.before-seats-released');
  await release(...asked);
});
