// Starts the built standalone so that it also trusts the keys in TEST_JWKS: a test mints tokens for a thousand students
// without a thousand password hashes. UNGUARDED_SEATS=true takes the guard of the seat ledger out (negative control),
// KILL_AT lets it die at a named point.
import { TypeormSeatLedger } from '../../dist/apps/registration/src/persistence/typeorm.seat-ledger.js';
import { runStandalone } from '../../dist/apps/standalone/src/run-standalone.js';
import { deadly } from '../kill/points.mjs';

const trusted = JSON.parse(process.env.TEST_JWKS).keys;

if (process.env.UNGUARDED_SEATS === 'true') {
  const { find, move } = TypeormSeatLedger.prototype;
  TypeormSeatLedger.prototype.find = async function (lectureId) {
    const row = await find.call(this, lectureId);
    return row && { ...row, held: 0, taken: 0 };
  };
  TypeormSeatLedger.prototype.give = async function (lectureId, seats) {
    await move.call(this, lectureId, seats);
    return 'given';
  };
}

await runStandalone({
  adapt: (wiring) => ({
    ...wiring,
    broker: process.env.KILL_AT ? deadly(wiring.broker) : wiring.broker,
    keys: new (class {
      async keys() {
        return { keys: [...(await wiring.keys.keys()).keys, ...trusted] };
      }
      async refresh() {
        await this.keys();
      }
    })(),
  }),
});
