// Starts the built standalone so that it also trusts the keys in TEST_JWKS: a test mints tokens for a thousand
// students without a thousand password hashes. UNGUARDED_SEATS=true takes the seat guard out (negative control).
import { runStandalone } from '../../dist/apps/standalone/src/run-standalone.js';

const trusted = JSON.parse(process.env.TEST_JWKS).keys;

await runStandalone({
  adapt: (wiring) => ({
    ...wiring,
    keys: { keys: async () => ({ keys: [...(await wiring.keys.keys()).keys, ...trusted] }) },
  }),
});
