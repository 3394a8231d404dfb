// Starts the built standalone so that it kills itself at the point named in KILL_AT.
import { runStandalone } from '../../dist/apps/standalone/src/run-standalone.js';
import { deadly } from './points.mjs';

await runStandalone({ adapt: (wiring) => ({ ...wiring, broker: deadly(wiring.broker) }) });
