// Service: settings, startup, shutdown, jobs
export * from './settings/core-settings.js';
export type { RoleMapping } from './settings/oidc-settings.js';
export {
  createSettings,
  InvalidSettings,
  loadSettings,
  settingsFrom,
  type SettingsClass,
  type SettingsOf,
  type SettingsSource,
} from './settings/settings.js';
export { createDataDirectory, createDirectory } from './settings/data-directory.js';
export { warnAboutUnknownSettings } from './settings/unknown-settings.js';
export { PlatformModule, type PlatformOptions } from './service/platform.module.js';
export { assertPortFree, EXIT_CONFIG, runService, type RunOptions } from './service/run-service.js';
export { anyAddress, type ReadinessReport, type Service, type ServiceOptions } from './service/running-service.js';
export { exitOnSignalWhileStarting, shutDownOnSignals } from './service/signals.js';
export { connectionLimitsOf, startService } from './service/start-service.js';
export { StartupTasks } from './service/startup.js';
export { migrate } from './service/migrate.js';
export { job, Jobs, type Job } from './lifecycle/jobs.js';
export { JobRunner, type JobFunction, type JobResult, type RunningJob } from './lifecycle/job-runner.js';
export { Shutdown, shutdownPhases, type Drains, type ShutdownPhase } from './lifecycle/shutdown.js';
export { ManagementServer, managementPortOf, type ManagementPages } from './health/management-server.js';
export { Readiness } from './health/readiness.js';
export { ServiceStatus, type StatusPart } from './operations/service-status.js';
export { Clock, SystemClock } from './time/clock.js';
export { storeClock, StoreClock } from './time/store-clock.js';
export { Ids, UuidV7Ids } from './time/ids.js';
export { withTimeout } from './time/with-timeout.js';

// Observability
export { Log, type LogFields, type LogOptions } from './log/log.js';
export { mergeMetrics, Metrics } from './metrics/metrics.js';
export * from './context/context.js';
export { contextWithin, failSpan, inRemoteSpan, inSpan, startSpan, type SpanDetails } from './tracing/spans.js';
export { Tracing } from './tracing/tracing.js';

// HTTP: controllers
export { answer, HttpAnswer } from './http/http-answer.js';
export {
  HttpProblem,
  invalidRequest,
  unauthenticated,
  unavailable,
  type Fault,
  type HttpProblemDetails,
} from './http/http-problem.js';
export { decodeCursor, encodeCursor } from './http/cursor.js';
export { EVENT_STREAM, eventStream } from './http/event-stream.js';
export { RequestHeader, type RequestHeaderOptions } from './http/request-header.js';
export {
  AcceptsTicket,
  CurrentAccount,
  Public,
  RecognizedAccount,
  RecognizesAccount,
  Roles,
} from './auth/decorators.js';
export type { CallingAccount, ProviderProfile } from './auth/calling-account.js';
export { Admission } from './idempotency/admission.js';
export { Idempotent, Repeatable, RequestKey } from './idempotency/decorators.js';
export type { IdempotentOptions } from './idempotency/idempotent-requests.js';
export { FingerprintKey } from './idempotency/fingerprint-key.js';
export { IdempotencyRecord, idempotencyMigrations } from './idempotency/idempotency-record.js';
export { attachResources, IdempotencyTicket, type TicketEntry } from './idempotency/idempotency-ticket.js';
export { varyOf } from './http/http-answer.js';
export { compressReads } from './http/compression.js';
export { cacheable } from './http/conditional-reads.js';
export { ApiAnswer, ApiProblems, type ApiAnswerOptions } from './openapi/decorators.js';
export { UnsafeRoutes } from './routes/routes.js';

// HTTP: servers of their own (edge, gateway, embedded mode)
export { answerClientError } from './http/client-errors.js';
export { countClosed, guardedServer, LISTEN_BACKLOG } from './http/guarded-server.js';
export { isUnambiguous, rejectAmbiguousPaths } from './http/ambiguous-paths.js';
export { BODY_LIMIT, RawBody } from './http/body-parsing.js';
export {
  hasNoRoute,
  pathOf,
  rejectMissingHost,
  rejectRepeatedHeaders,
  rejectUnsupportedExpect,
} from './http/request-checks.js';
export { ProblemFilter, Problems } from './http/problems.js';
export { attachRequestContext, factsOf } from './http/request-context.js';
export { entityTagOf, IfMatch, type ReadVersions } from './http/entity-tag.js';
export { networkOf, siteOf } from './http/client-network.js';
export { nearestPeers } from './http/trusted-peers.js';
export { Edge, type EdgeParts } from './edge/edge.js';
export { corsSettings, edgeSettings, type EdgeSettings } from './edge/edge-settings.js';
export {
  HEADERS_NOT_FORWARDED,
  isLectureList,
  LECTURE_LIST,
  sendWithAvailability,
  type ReadAvailability,
} from './edge/availability-join.js';
export type { ProvisionAccount } from './edge/account-provisioning.js';
export { serveProblems } from './edge/problem-pages.js';
export { serveOperations, type OperationsParts, type ServiceResponse } from './edge/operations.js';
export { servePages } from './edge/pages.js';
export { ConnectionMetrics } from './metrics/connection-metrics.js';
export { completeDocument } from './openapi/complete-document.js';
export { edgeDocument, mergeOpenApi } from './openapi/edge-document.js';
export type { ReferenceHead } from './openapi/reference.js';
export { serveReference } from './openapi/reference-page.js';
export { serveEvents } from './asyncapi/events-page.js';

// Access tokens and accounts
export { SigningKeys } from './auth/signing-keys.js';
export { HttpSigningKeys, signingKeysOf, type HttpSigningKeysOptions } from './auth/http-signing-keys.js';
export { sharedTokens, Tokens } from './auth/tokens.js';
export {
  AccountCopies,
  accountCopies,
  AccountCopyColumns,
  TypeormAccountCopies,
  UpdateAccountCopy,
} from './account-copies/account-copies.js';
export { AnnouncementColumns, announcementOf } from './announcements/announcement-columns.js';
