import { around, built } from './built.mjs';
import { isWeak } from './guards.mjs';

const { TypeormSeatLedger } = await built('apps/registration/src/persistence/typeorm.seat-ledger');

around(TypeormSeatLedger, 'find', async (find, lectureId) => {
  const row = await find(lectureId);
  return row && isWeak('conditional-seat-update') ? { ...row, held: 0, taken: 0 } : row;
});

around(TypeormSeatLedger, 'give', async function (give, lectureId, seats) {
  if (!isWeak('conditional-seat-update')) return give(lectureId, seats);
  await this.move(lectureId, seats);
  return 'given';
});
