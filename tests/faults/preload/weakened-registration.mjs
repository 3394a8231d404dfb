import { around, built } from './built.mjs';
import { isGuardDisabled } from './guards.mjs';

const { TypeormSeatLedger } = await built('apps/registration/src/persistence/typeorm-seat-ledger');
const { TypeormFullLectures } = await built('apps/registration/src/persistence/typeorm-full-lectures');
const { SeatRow, TypeormSeats } = await built('apps/registration/src/persistence/typeorm-seats');
const { CallPolicy } = await built('libs/resilience/src/call-policy');
const { FaultBound } = await built('libs/resilience/src/fault-bound');
const { policies } = await built('apps/registration/src/policies');

around(TypeormSeatLedger, 'find', async (find, lectureId) => {
  const row = await find(lectureId);
  return row && isGuardDisabled('conditional-seat-update') ? { ...row, held: 0, taken: 0 } : row;
});

around(TypeormSeatLedger, 'findEach', async (findEach, lectureIds) => {
  const rows = await findEach(lectureIds);
  return isGuardDisabled('conditional-seat-update') ? rows.map((row) => ({ ...row, held: 0, taken: 0 })) : rows;
});

around(TypeormSeatLedger, 'assignEach', async function (assignEach, seats, isSeated) {
  if (!isGuardDisabled('conditional-seat-update')) return assignEach(seats, isSeated);
  await this.moveEach(seats);
  return 'assigned';
});

// Otherwise only as many students as there are seats would reach the update.
around(TypeormFullLectures, 'enter', (enter, seat) =>
  isGuardDisabled('conditional-seat-update') ? Promise.resolve(undefined) : enter(seat),
);

around(TypeormSeats, 'take', async function (take, taking) {
  if (!isGuardDisabled('numbered-seat-update')) return take(taking);
  const { lectureId, registrationId, labels } = taking;
  for (const label of labels) await this.database.manager.update(SeatRow, { lectureId, label }, { registrationId });
  return [];
});

around(CallPolicy, 'call', (call, attempt, ...rest) =>
  call(
    async (context) => {
      const answer = await attempt(context);
      if (isGuardDisabled('declines-are-answers') && answer.outcome === 'DECLINED')
        throw new Error('the card was declined');
      return answer;
    },
    ...rest,
  ),
);

around(FaultBound, 'counts', (counts, party) => counts(isGuardDisabled('fault-bound') ? undefined : party));

const confirmByEvent = policies.find(({ events }) => events.includes('payment.completed'));
const confirm = confirmByEvent.command;
// The event then no longer confirms the registration; the response to the charge still does.
confirmByEvent.command = (event) =>
  confirm(isGuardDisabled('confirm-by-event') ? { ...event, data: { ...event.data, status: 'PENDING' } } : event);
