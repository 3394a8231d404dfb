export * from './auth/account.js';
export { CurrentAccount, Public, Roles } from './auth/decorators.js';
export * from './auth/signing-keys.js';
export { sharedTokens } from './auth/shared-tokens.js';
export { Tokens } from './auth/tokens.js';
export * from './context/context.js';
export * from './context/correlation.js';
export * from './http/answer.js';
export * from './http/cursor.js';
export * from './http/http-problem.js';
export * from './http/problem-table.js';
export { Idempotent, RequestKey } from './idempotency/decorators.js';
export { IdempotencyRecord } from './idempotency/idempotency-record.js';
export type { IdempotentOptions } from './idempotency/options.js';
export * from './idempotency/ticket.js';
export { job, Jobs, type Job } from './lifecycle/jobs.js';
export * from './lifecycle/job-runner.js';
export {
  JobRunner as Recurring,
  type JobFunction as RecurringJob,
  type RunningJob as RecurringRun,
} from './lifecycle/job-runner.js';
export * from './lifecycle/startup-tasks.js';
export { StartupTasks as Beginnings } from './lifecycle/startup-tasks.js';
export * from './lifecycle/shutdown.js';
export * from './log/log.js';
export * from './metrics/merge-metrics.js';
export * from './metrics/metrics.js';
export * from './settings/core-settings.js';
export type { RoleMapping } from './settings/oidc-settings.js';
export { makeDataDirectoryOf, makeDirectory } from './settings/data-directory.js';
export { tellUnknownSettings } from './settings/unknown-settings.js';
export { assertPortFree } from './service/port-taken.js';
export * from './settings/load-settings.js';
export {
  createSettings,
  settingsFrom,
  type SettingsClass,
  type SettingsOf,
  type SettingsSource,
} from './settings/create-settings.js';
export * from './account-copies/account-copies.js';
export * from './time/clock.js';
export * from './time/ids.js';
export { HttpSigningKeys, type HttpSigningKeysOptions } from './auth/http-signing-keys.js';
export { signingKeysOf } from './auth/signing-keys-of.js';
export * from './health/readiness.js';
export { answerClientError, serverLimits } from './http/http-adapter.js';
export { BODY_LIMIT } from './http/body-parsing.js';
export { isNobodys, pathOf } from './http/known-paths.js';
export { ProblemFilter } from './http/problem-filter.js';
export { Problems, unavailable } from './http/problems.js';
export { giveContext } from './http/request-context.js';
export { factsOf } from './http/request-facts.js';
export { nearestPeers } from './http/trusted-peers.js';
export { refuseHostless, refuseOddExpectations } from './http/whole-requests.js';
export * from './edge/edge-document.js';
export { serveEvents } from './asyncapi/serve-events.js';
export * from './edge/edge.js';
export * from './edge/edge-settings.js';
export type { Introduce } from './edge/introductions.js';
export * from './edge/welcome-page.js';
export { RequestHeader, type RequestHeaderOptions } from './http/request-header.js';
export * from './idempotency/migrations.js';
export * from './openapi/decorators.js';
export * from './openapi/merge.js';
export { UnsafeRoutes } from './routes/routes.js';
export { beginSpan, contextWithin, enterSpan, failSpan, inSpan, type SpanFacts } from './tracing/spans.js';
export { isTraceparent, spanContextOf, traceparentOf } from './tracing/traceparent.js';
export { Tracing } from './tracing/tracing.js';
export { migrate } from './service/migrate.js';
export * from './service/platform.module.js';
export * from './service/run-service.js';
export * from './service/service.js';
export { endWhileStarting, onSignals } from './service/on-signals.js';
export { startService } from './service/start-service.js';
export { serveReference } from './openapi/reference-page.js';
export type { ReferenceHead } from './openapi/reference.js';
