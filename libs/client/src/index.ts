export * from './sugang-client.js';
export type { components, operations, paths } from './api.js';
