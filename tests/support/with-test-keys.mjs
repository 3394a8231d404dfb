// Starts the built standalone with additional trusted keys from TEST_JWKS, so that a test can sign tokens for a thousand students
// without a thousand password hashes.
import { runStandalone } from '../../dist/apps/standalone/src/run-standalone.js';

const trusted = JSON.parse(process.env.TEST_JWKS).keys;

await runStandalone({
  adapt: (wiring) => ({
    ...wiring,
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
