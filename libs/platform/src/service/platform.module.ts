import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule, DiscoveryService, ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { OpenAPIObject } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import { Authentication } from '../auth/authentication.js';
import { SigningKeys } from '../auth/signing-keys.js';
import { sharedTokens, Tokens } from '../auth/tokens.js';
import { Edge, type EdgeParts } from '../edge/edge.js';
import type { EdgeSettings } from '../edge/edge-settings.js';
import type { ProvisionAccount } from '../edge/account-provisioning.js';
import { HealthController } from '../health/health.controller.js';
import { Readiness } from '../health/readiness.js';
import { InFlightRequests } from '../http/in-flight-requests.js';
import { ProblemFilter, Problems } from '../http/problems.js';
import { FingerprintKey } from '../idempotency/fingerprint-key.js';
import { IdempotencyRecords } from '../idempotency/idempotency-records.js';
import { EarlyRefusals } from '../idempotency/early-refusals.js';
import { JobRunner } from '../lifecycle/job-runner.js';
import { CommandJobs, Jobs, type Job } from '../lifecycle/jobs.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import { ConnectionMetrics } from '../metrics/connection-metrics.js';
import { Metrics } from '../metrics/metrics.js';
import { OperationsController } from '../operations/operations.controller.js';
import { ServiceStatus } from '../operations/service-status.js';
import { Reference, type ReferenceHead } from '../openapi/reference.js';
import { Routes } from '../routes/routes.js';
import { Validation } from '../routes/validation.js';
import type { CoreSettings, IdempotencySettings } from '../settings/core-settings.js';
import { Clock, SystemClock } from '../time/clock.js';
import { Ids, UuidV7Ids } from '../time/ids.js';
import { Tracing } from '../tracing/tracing.js';
import { databaseOf, PlatformStartup, StartupTasks, Transports } from './startup.js';

export interface PlatformOptions {
  service: string;
  settings: CoreSettings & Partial<IdempotencySettings>;
  keys: SigningKeys;
  clock?: Clock;
  ids?: Ids;
  /** The service's `jobs.ts`; their commands are dispatched on its CommandBus, so the app imports CqrsModule. */
  jobs?: readonly Job[];
  api?: ReferenceHead;
  /** Served at `/openapi.json` instead of the service's own document: the gateway's covers all services. */
  reference?: () => Promise<OpenAPIObject>;
  /** Set for the gateway: the rules of the edge apply to everything that it answers. */
  edge?: EdgeSettings;
  /** With `edge` and an external identity provider: how its accounts are provisioned at identity. */
  provisionAccount?: ProvisionAccount;
  /** Inbound transports besides HTTP, such as `wiring.rpc.server('payment')`; started with the service. */
  transports?: CustomTransportStrategy[];
}

/** Imported once, by the app's root module. Tokens are verified with the system clock, whatever `clock` is. */
@Module({})
export class PlatformModule {
  static with(options: PlatformOptions): DynamicModule {
    const provided = [...partsOf(options), ...httpOf(options)];
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, ...(options.edge ? [] : [OperationsController])],
      providers: [...provided, ...requestPipeline, PlatformStartup],
      exports: [ProblemFilter, ...provided.map((provider) => (provider as { provide: Clock['constructor'] }).provide)],
    };
  }
}

function partsOf({ service, settings, keys, clock, ids, jobs = [], transports }: PlatformOptions): Provider[] {
  const log = Log.open({ service, level: settings.LOG_LEVEL });
  const metrics = new Metrics(service).withProcessMetrics();
  const shutdown = new Shutdown(log, settings.SUGANG_SHUTDOWN_MS);
  return [
    { provide: Log, useValue: log },
    { provide: Metrics, useValue: metrics },
    { provide: ConnectionMetrics, useValue: new ConnectionMetrics(metrics) },
    { provide: Shutdown, useValue: shutdown },
    { provide: StartupTasks, useValue: new StartupTasks() },
    { provide: Tracing, useFactory: () => openTracing(service, settings, log, shutdown) },
    {
      provide: JobRunner,
      inject: [Tracing],
      useFactory: (tracing: Tracing) => new JobRunner(log, metrics, shutdown, tracing),
    },
    {
      provide: CommandJobs,
      inject: [JobRunner, ModuleRef],
      useFactory: (runner: JobRunner, moduleRef: ModuleRef) =>
        new CommandJobs(runner, jobs, () => moduleRef.get(CommandBus, { strict: false })),
    },
    { provide: Jobs, useExisting: CommandJobs },
    { provide: Clock, useValue: clock ?? new SystemClock() },
    { provide: Ids, useValue: ids ?? new UuidV7Ids() },
    { provide: SigningKeys, useValue: keys },
    { provide: Transports, useValue: new Transports(transports) },
    { provide: InFlightRequests, useValue: new InFlightRequests(shutdown, metrics) },
  ];
}

// Drained in the last phase, because earlier phases still create spans.
async function openTracing(service: string, settings: CoreSettings, log: Log, shutdown: Shutdown): Promise<Tracing> {
  const tracing = await Tracing.open(service, settings, log.for('tracing'));
  shutdown.add('store', { drain: () => tracing.end() });
  return tracing;
}

function httpOf({ service, settings, keys, api, reference, edge, provisionAccount }: PlatformOptions): Provider[] {
  const { SUGANG_MAX_IDEMPOTENCY_KEYS: maxKeys, SUGANG_IDEMPOTENCY_RETENTION_HOURS: hours } = settings;
  const retentionMs = hours && hours * 3_600_000;
  return [
    { provide: Problems, inject: [Log], useFactory: (log: Log) => new Problems(log) },
    { provide: Routes, inject: [DiscoveryService], useFactory: (discovery: DiscoveryService) => new Routes(discovery) },
    { provide: Tokens, useFactory: () => sharedTokens(keys, settings) },
    {
      provide: Edge,
      inject: [Tokens, Log, Metrics, Shutdown],
      useFactory: (tokens: Tokens, log: Log, metrics: Metrics, shutdown: Shutdown) =>
        edge && edgeOf({ settings: edge, tokens, log, metrics, provisionAccount }, shutdown),
    },
    {
      provide: Readiness,
      inject: [HealthCheckService, HealthIndicatorService, Shutdown, Log],
      useFactory: (...parts: ConstructorParameters<typeof Readiness>) => new Readiness(...parts),
    },
    {
      provide: ServiceStatus,
      inject: [Readiness, Log],
      useFactory: (readiness: Readiness, log: Log) => new ServiceStatus(service, readiness, log),
    },
    {
      provide: FingerprintKey,
      inject: [ModuleRef],
      useFactory: (moduleRef: ModuleRef) =>
        new FingerprintKey(
          () => databaseOf(moduleRef)!,
          settings.SUGANG_FINGERPRINT_KEY,
          settings.SUGANG_FINGERPRINT_KEY_PREVIOUS,
        ),
    },
    {
      provide: IdempotencyRecords,
      inject: [ModuleRef, Ids, FingerprintKey],
      useFactory: (moduleRef: ModuleRef, ids: Ids, key: FingerprintKey) =>
        new IdempotencyRecords(() => databaseOf(moduleRef)!, ids, key, maxKeys, undefined, retentionMs),
    },
    {
      provide: EarlyRefusals,
      inject: [ModuleRef, Ids, FingerprintKey, Log, Shutdown],
      useFactory: (moduleRef: ModuleRef, ids: Ids, key: FingerprintKey, log: Log, shutdown: Shutdown) => {
        const database = () => databaseOf(moduleRef)!;
        const refusals = new EarlyRefusals(database, ids, key, log, maxKeys, retentionMs);
        shutdown.add('work', refusals);
        return refusals;
      },
    },
    {
      provide: Reference,
      inject: [Routes],
      useFactory: (routes: Routes) => new Reference(service, api, routes, reference),
    },
  ];
}

function edgeOf(parts: EdgeParts, shutdown: Shutdown): Edge {
  const edge = new Edge(parts);
  shutdown.add('broker', { drain: async () => edge.close() });
  return edge;
}

// The order of the guards matters: authentication, then validation.
const requestPipeline: Provider[] = [
  {
    provide: ProblemFilter,
    inject: [Problems, Log],
    useFactory: (problems: Problems, log: Log) => new ProblemFilter(problems, log),
  },
  { provide: APP_FILTER, useExisting: ProblemFilter },
  {
    provide: APP_GUARD,
    inject: [Routes, Tokens],
    useFactory: (routes: Routes, tokens: Tokens) => new Authentication(routes, tokens),
  },
  { provide: APP_GUARD, inject: [Routes], useFactory: (routes: Routes) => new Validation(routes) },
];
