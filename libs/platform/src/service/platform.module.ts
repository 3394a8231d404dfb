import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule, DiscoveryService, ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { OpenAPIObject } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import { Authentication } from '../auth/authentication.js';
import { sharedTokens } from '../auth/shared-tokens.js';
import { SigningKeys } from '../auth/signing-keys.js';
import { Tokens } from '../auth/tokens.js';
import { Edge, type EdgeParts } from '../edge/edge.js';
import type { EdgeSettings } from '../edge/edge-settings.js';
import type { Introduce } from '../edge/introductions.js';
import { HealthController } from '../health/health.controller.js';
import { Readiness } from '../health/readiness.js';
import { ProblemFilter } from '../http/problem-filter.js';
import type { ProblemTable } from '../http/problem-table.js';
import { Problems } from '../http/problems.js';
import { RequestsUnderWay } from '../http/requests-under-way.js';
import { IdempotencyRecords } from '../idempotency/idempotency-records.js';
import { JobRunner } from '../lifecycle/job-runner.js';
import { CommandJobs, Jobs, type Job } from '../lifecycle/jobs.js';
import { StartupTasks } from '../lifecycle/startup-tasks.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import { Metrics } from '../metrics/metrics.js';
import { Reference, type ReferenceHead } from '../openapi/reference.js';
import { Routes } from '../routes/routes.js';
import { Validation } from '../routes/validation.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { Clock, SystemClock } from '../time/clock.js';
import { Ids, UuidV7Ids } from '../time/ids.js';
import { Tracing } from '../tracing/tracing.js';
import { PlatformStart, storeOf } from './platform-start.js';
import { Transports } from './transports.js';

export interface PlatformOptions {
  /** Name of the service, as in contracts' `servicePorts`. */
  service: string;
  settings: CoreSettings;
  /** Identity's public keys: `wiring.keys`. */
  keys: SigningKeys;
  clock?: Clock;
  ids?: Ids;
  /** The service's `jobs.ts`; their commands are dispatched on its CommandBus, so the app imports CqrsModule. */
  jobs?: readonly Job[];
  /** HTTP statuses of the app's rejections: `apps/<app>/src/http/problems.ts`. */
  problems?: ProblemTable;
  /** Head of the service's OpenAPI document. */
  api?: ReferenceHead;
  /** Shown at `/openapi.json` instead of the service's own document; the gateway shows that of all services. */
  reference?: () => Promise<OpenAPIObject>;
  /** The service is the one entrance: these rules stand before everything that it answers. */
  edge?: EdgeSettings;
  /** With `edge`: how identity hears of whom another provider lets in. */
  introduce?: Introduce;
  /** Further ways in, such as `wiring.rpc.server('payment')`; started with the service. */
  transports?: CustomTransportStrategy[];
}

/**
 * What every service has: Clock, Ids, Log, Metrics, Shutdown, JobRunner, Jobs and Readiness to inject (global), and in front of its
 * controllers authentication, validation, idempotency, problem documents, health, metrics and the API reference.
 * Imported once by the app's root module. The app's `Database`, where it has one, may be provided by any of its modules.
 * Tokens are judged by the machine's clock, whatever `clock` is given.
 */
@Module({})
export class PlatformModule {
  static with(options: PlatformOptions): DynamicModule {
    const provided = [...partsOf(options), ...httpOf(options)];
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [...provided, ...inFrontOfControllers, PlatformStart],
      exports: [ProblemFilter, ...provided.map((provider) => (provider as { provide: Clock['constructor'] }).provide)],
    };
  }
}

function partsOf({ service, settings, keys, clock, ids, jobs = [], transports }: PlatformOptions): Provider[] {
  const log = Log.open({ service, level: settings.LOG_LEVEL });
  const metrics = new Metrics(service).ofProcess();
  const shutdown = new Shutdown(log, settings.SUGANG_SHUTDOWN_MS);
  return [
    { provide: Log, useValue: log },
    { provide: Metrics, useValue: metrics },
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
      useFactory: (runner: JobRunner, found: ModuleRef) =>
        new CommandJobs(runner, jobs, () => found.get(CommandBus, { strict: false })),
    },
    { provide: Jobs, useExisting: CommandJobs },
    { provide: Clock, useValue: clock ?? new SystemClock() },
    { provide: Ids, useValue: ids ?? new UuidV7Ids() },
    { provide: SigningKeys, useValue: keys },
    { provide: Transports, useValue: new Transports(transports) },
    { provide: RequestsUnderWay, useValue: new RequestsUnderWay(shutdown, metrics) },
  ];
}

/** The last spans are those of the last work: they are handed over beside the closing of the stores. */
async function openTracing(service: string, settings: CoreSettings, log: Log, shutdown: Shutdown): Promise<Tracing> {
  const tracing = await Tracing.open(service, settings, log.for('tracing'));
  shutdown.add('store', { drain: () => tracing.end() });
  return tracing;
}

function httpOf({ service, settings, keys, problems, api, reference, edge, introduce }: PlatformOptions): Provider[] {
  return [
    { provide: Problems, inject: [Log], useFactory: (log: Log) => new Problems(problems ?? {}, log) },
    { provide: Routes, inject: [DiscoveryService], useFactory: (found: DiscoveryService) => new Routes(found) },
    { provide: Tokens, useFactory: () => sharedTokens(keys, settings) },
    {
      provide: Edge,
      inject: [Tokens, Log, Metrics, Shutdown],
      useFactory: (tokens: Tokens, log: Log, metrics: Metrics, shutdown: Shutdown) =>
        edge && edgeOf({ settings: edge, tokens, log, metrics, introduce }, shutdown),
    },
    {
      provide: Readiness,
      inject: [HealthCheckService, HealthIndicatorService, Shutdown, Log],
      useFactory: (...parts: ConstructorParameters<typeof Readiness>) => new Readiness(...parts),
    },
    {
      provide: IdempotencyRecords,
      inject: [ModuleRef, Clock, Ids],
      useFactory: (found: ModuleRef, clock: Clock, ids: Ids) =>
        new IdempotencyRecords(() => storeOf(found)!, clock, ids),
    },
    {
      provide: Reference,
      inject: [Routes, Problems],
      useFactory: (routes: Routes, known: Problems) => new Reference(service, api, routes, known, reference),
    },
  ];
}

function edgeOf(parts: EdgeParts, shutdown: Shutdown): Edge {
  const edge = new Edge(parts);
  shutdown.add('broker', { drain: async () => edge.close() });
  return edge;
}

// In this order: who is it, is the request valid, then the handler; errors of all of them become problem documents.
const inFrontOfControllers: Provider[] = [
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
