export * from './call-failed.js';
export * from './call-metrics.js';
export * from './call-policy.js';
export * from './call-settings.js';
