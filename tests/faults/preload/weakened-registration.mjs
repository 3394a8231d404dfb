import { around, built } from './built.mjs';
import { isWeak } from './guards.mjs';

const { TypeormSeatLedger } = await built('apps/registration/src/persistence/typeorm.seat-ledger');
const { CallPolicy } = await built('libs/resilience/src/call-policy');
const policies = 'apps/registration/src/policies';
const { WheneverPaymentCompletedConfirmRegistration } = await built(
  `${policies}/whenever-payment-completed-confirm-registration`,
);

around(TypeormSeatLedger, 'find', async (find, lectureId) => {
  const row = await find(lectureId);
  return row && isWeak('conditional-seat-update') ? { ...row, held: 0, taken: 0 } : row;
});

around(TypeormSeatLedger, 'give', async function (give, lectureId, seats) {
  if (!isWeak('conditional-seat-update')) return give(lectureId, seats);
  await this.move(lectureId, seats);
  return 'given';
});

around(CallPolicy, 'call', (call, attempt, ...rest) =>
  call(
    async (context) => {
      const answer = await attempt(context);
      if (isWeak('declines-are-answers') && answer.outcome === 'DECLINED') throw new Error('the card was declined');
      return answer;
    },
    ...rest,
  ),
);

around(WheneverPaymentCompletedConfirmRegistration, 'react', async (react, event) => {
  if (!isWeak('confirm-by-event')) await react(event);
});
