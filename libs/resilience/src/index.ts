export * from './call-failed.js';
export * from './call-metrics.js';
export * from './call-policy.js';
export * from './call-settings.js';
export { Circuit, type BreakerSettings, type BreakerState, type CircuitOptions } from './circuit.js';
