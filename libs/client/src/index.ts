export type { components, operations, paths } from './api.js';
export * from './enumerations.js';
export { paginate, waitForRegistration } from './lists.js';
export type { InputOf, OperationId, Result, Schemas } from './operation-types.js';
export * from './operations.js';
export { logIn, logOut, restoreSession, type Session, type TokenStorage } from './session.js';
export { SugangError, type Problem } from './sugang-error.js';
export type { FollowOptions, ServerEvent } from './stream.js';
export { createSugang, type CallOptions, type Sugang, type SugangOptions } from './sugang.js';
