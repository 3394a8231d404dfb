// The built standalone, which also trusts the key of this run (BENCH_JWKS_URL): tokens without a password hash each.
import { HttpSigningKeys } from '../../../dist/libs/platform/src/index.js';
import { runStandalone } from '../../../dist/apps/standalone/src/run-standalone.js';

await runStandalone({
  adapt: (wiring) => ({ ...wiring, keys: new HttpSigningKeys(process.env.BENCH_JWKS_URL) }),
});
