import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { routeOf } from '#contracts';
import {
  completeDocument,
  headersOfContext,
  JobRunner,
  Log,
  Metrics,
  newContext,
  PlatformModule,
  ProblemFilter,
  serveEvents,
  serveOperations,
  serveProblems,
  servePages,
  ServiceStatus,
  Shutdown,
  Tokens,
  type OperationsParts,
  type ProvisionAccount,
} from '#platform';
import { askServices } from './proxy/ask-services.js';
import { AvailabilityReader } from './proxy/availability-reader.js';
import { Proxy } from './proxy/proxy.js';
import { ResponseStreams } from './proxy/response-streams.js';
import { UpstreamMetrics } from './proxy/upstream-metrics.js';
import type { Upstreams } from './proxy/upstreams.js';
import type { GatewaySettings } from './settings.js';
import type { GatewayWiring } from './wiring.js';

@Module({})
export class GatewayModule {
  static with(settings: GatewaySettings, { upstreams, keys }: GatewayWiring): DynamicModule {
    const reader = (metrics: UpstreamMetrics) =>
      new AvailabilityReader(upstreams, metrics, settings.SUGANG_AVAILABILITY_TIMEOUT_MS);
    return {
      module: GatewayModule,
      imports: [
        PlatformModule.with({
          service: 'gateway',
          settings,
          edge: settings,
          provisionAccount: settings.disabled.includes('identity') ? undefined : provisionAccountAt(upstreams),
          keys,
          reference: completeDocument(settings, settings.disabled),
        }),
      ],
      providers: [
        {
          provide: UpstreamMetrics,
          inject: [Metrics, Log],
          useFactory: (metrics: Metrics, log: Log) => new UpstreamMetrics(metrics, log, upstreams),
        },
        {
          provide: ResponseStreams,
          inject: [Shutdown],
          useFactory: (shutdown: Shutdown) => new ResponseStreams(shutdown.signal),
        },
        {
          provide: Proxy,
          inject: [HttpAdapterHost, ProblemFilter, ResponseStreams, UpstreamMetrics],
          useFactory: (host: HttpAdapterHost, filter: ProblemFilter, streams: ResponseStreams, of: UpstreamMetrics) =>
            new Proxy(host, filter, streams, of, upstreams, settings.disabled, reader(of)),
        },
        {
          provide: GatewayStartup,
          inject: [HttpAdapterHost, JobRunner, Tokens, ProblemFilter, ServiceStatus],
          useFactory: (
            host: HttpAdapterHost,
            jobs: JobRunner,
            tokens: Tokens,
            filter: ProblemFilter,
            status: ServiceStatus,
          ) =>
            new GatewayStartup(host, jobs, upstreams, settings, {
              tokens,
              filter,
              services: upstreams.all.map(({ service }) => service),
              notInstalled: settings.disabled,
              own: () => status.report(),
              ask: askServices(upstreams),
            }),
        },
      ],
    };
  }
}

class GatewayStartup implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly jobs: JobRunner,
    private readonly upstreams: Upstreams,
    private readonly settings: GatewaySettings,
    private readonly operations: OperationsParts,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    servePages(fastify, this.settings);
    serveEvents(fastify);
    serveProblems(fastify);
    serveOperations(fastify, this.operations);
    if (this.upstreams.all.every(({ addresses }) => addresses.length === 1)) return;
    this.jobs.every(this.settings.SUGANG_UPSTREAM_PROBE_MS, 'probe-upstreams', () => this.upstreams.probe());
  }
}

const ME = '/api/v1/auth/me';
const PROVISIONING_TIMEOUT_MS = 2_000;

function provisionAccountAt(upstreams: Upstreams): ProvisionAccount {
  const route = routeOf('GET', ME)!;
  return async (token) => {
    const headers = { ...headersOfContext(newContext()), authorization: `Bearer ${token}` };
    const context = { route, disconnected: AbortSignal.timeout(PROVISIONING_TIMEOUT_MS) };
    const response = await upstreams.of(route.service).send({ method: 'GET', path: ME, headers }, context);
    await response.body.dump();
    return response.statusCode;
  };
}
