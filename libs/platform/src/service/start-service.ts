import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Edge } from '../edge/edge.js';
import type { EdgeSettings } from '../edge/edge-settings.js';
import { rejectAmbiguousPaths } from '../http/ambiguous-paths.js';
import { acceptJsonOnly } from '../http/body-parsing.js';
import { compressReads } from '../http/compression.js';
import { answerConditionalReads } from '../http/conditional-reads.js';
import { httpAdapter, type UnroutableHandler } from '../http/http-adapter.js';
import { HttpProblem, invalidRequest } from '../http/http-problem.js';
import { InFlightRequests } from '../http/in-flight-requests.js';
import { ProblemFilter } from '../http/problems.js';
import {
  rejectMalformedQueries,
  rejectMissingHost,
  rejectRepeatedHeaders,
  rejectUnknownPaths,
  rejectUnsupportedExpect,
} from '../http/request-checks.js';
import { countClosed, type ConnectionLimits } from '../http/guarded-server.js';
import { attachRequestContext, initContext } from '../http/request-context.js';
import { nearestPeers, peersWithin, type TrustedPeers } from '../http/trusted-peers.js';
import { CommandJobs } from '../lifecycle/jobs.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import { Metrics } from '../metrics/metrics.js';
import { NestLog } from '../log/nest-log.js';
import { Reference } from '../openapi/reference.js';
import { serveReference } from '../openapi/reference-page.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { Tracing } from '../tracing/tracing.js';
import { RunningService, type Service, type ServiceOptions } from './running-service.js';
import { StartupTasks, Transports } from './startup.js';

/** @throws UnsafeRoutes, or the error of a part that fails to start; everything that had been opened is closed */
export async function startService({ name, module, settings }: ServiceOptions): Promise<Service> {
  const unroutable: UnroutableHandler = (error, request, reply) => {
    initContext(request, reply);
    app.get(ProblemFilter, { strict: false }).answer(problemOf(error), request, reply);
  };
  const adapter = httpAdapter({
    unroutable,
    trusted: trustedBy(settings),
    connections: connectionLimitsOf(settings),
    closed: countClosed(() => app.get(Metrics)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: false,
  });
  app.useLogger(new NestLog(app.get(Log).for('nest')));
  try {
    await start(app);
  } catch (error) {
    await closeStores(app);
    throw error;
  }
  return new RunningService(name, app, settings);
}

async function start(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  attachRequestContext(fastify, app.get(Tracing));
  app.get(InFlightRequests).watch(fastify);
  rejectMissingHost(fastify);
  rejectRepeatedHeaders(fastify);
  rejectAmbiguousPaths(fastify);
  rejectUnsupportedExpect(fastify.server);
  await app.get<Edge | undefined>(Edge)?.guard(fastify);
  rejectUnknownPaths(fastify);
  rejectMalformedQueries(fastify);
  acceptJsonOnly(fastify);
  answerConditionalReads(fastify);
  await compressReads(fastify);
  serveReference(fastify, () => app.get(Reference).published(app));
  for (const strategy of app.get(Transports).strategies) app.connectMicroservice({ strategy });
  await app.init();
  await app.startAllMicroservices();
  await fastify.ready();
  // After the bootstrap hooks: only then does the command bus have its handlers.
  app.get(CommandJobs).start();
  await app.get(StartupTasks).run();
}

// The edge counts the proxies in front of it; a service identifies its gateways by their networks.
function trustedBy({ SUGANG_TRUSTED_PROXIES: proxies, SUGANG_GATEWAYS: gateways }: HttpSettings): TrustedPeers {
  return proxies === undefined && gateways ? peersWithin(gateways) : nearestPeers(proxies ?? 0);
}

/** Connections are counted by address where clients connect directly: at an edge without proxies in front of it. */
export const connectionLimitsOf = (settings: HttpSettings): ConnectionLimits => ({
  writeTimeoutMs: settings.SUGANG_WRITE_TIMEOUT_MS,
  ...(settings.SUGANG_TRUSTED_PROXIES === 0 &&
    settings.SUGANG_RATE_LIMIT === 'on' && { perAddress: settings.SUGANG_LIMIT_CONNECTIONS! }),
});

type HttpSettings = CoreSettings & Partial<Pick<EdgeSettings, 'SUGANG_TRUSTED_PROXIES' | 'SUGANG_LIMIT_CONNECTIONS'>>;

async function closeStores(app: NestFastifyApplication): Promise<void> {
  await app.close();
  await app.get(Shutdown).run('store');
}

// Errors of the router: a malformed escape in the path, or a path parameter that is too long.
const problemOf = ({ code }: Error & { code?: string }): HttpProblem =>
  code === 'FST_ERR_BAD_URL'
    ? invalidRequest([{ pointer: '/path', detail: 'contains a malformed escape sequence' }])
    : new HttpProblem('NOT_FOUND', { variant: 'address' });
