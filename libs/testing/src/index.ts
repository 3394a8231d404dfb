export { describeWith, serverUrl, type TestServer } from './servers.js';
export { capturedEvents, type CapturedEvents } from './captured-events.js';
export { cast } from './cast.js';
export { eventually } from './eventually.js';
export { idOf, SequentialIds } from './sequential-ids.js';
export { tempDir } from './temp-dir.js';
export { days, hours, minutes, seconds, TestClock } from './test-clock.js';
export { TestIdentity, type TokenClaims } from './test-identity.js';
