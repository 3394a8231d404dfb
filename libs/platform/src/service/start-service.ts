import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Edge } from '../edge/edge.js';
import { acceptJsonOnly } from '../http/body-parsing.js';
import { httpAdapter, type UnreadableRequest } from '../http/http-adapter.js';
import { HttpProblem, invalidRequest } from '../http/http-problem.js';
import { refuseUnknownPaths } from '../http/known-paths.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { refuseUnreadableQueries } from '../http/readable-query.js';
import { enter, giveContext } from '../http/request-context.js';
import { RequestsUnderWay } from '../http/requests-under-way.js';
import { nearestPeers, peersWithin, type TrustedPeers } from '../http/trusted-peers.js';
import { refuseHostless, refuseOddExpectations } from '../http/whole-requests.js';
import { CommandJobs } from '../lifecycle/jobs.js';
import { StartupTasks } from '../lifecycle/startup-tasks.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import { NestLog } from '../log/nest-log.js';
import { Reference } from '../openapi/reference.js';
import { serveReference } from '../openapi/reference-page.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { Tracing } from '../tracing/tracing.js';
import { RunningService } from './running-service.js';
import type { Service, ServiceOptions } from './service.js';
import { Transports } from './transports.js';

/**
 * Builds and starts a service; it answers through `handle` at once, and on a port after `listen`.
 * @throws UnsafeRoutes, or whatever keeps a part of the app from starting; what had been opened is closed again
 */
export async function startService({ name, module, settings }: ServiceOptions): Promise<Service> {
  const unreadable: UnreadableRequest = (error, request, reply) => {
    enter(request, reply);
    app.get(ProblemFilter, { strict: false }).answer(refusalOf(error), request, reply);
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, httpAdapter(unreadable, trustedBy(settings)), {
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
  return new RunningService(name, app);
}

async function start(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  giveContext(fastify, app.get(Tracing));
  app.get(RequestsUnderWay).watch(fastify);
  refuseHostless(fastify);
  refuseOddExpectations(fastify.server);
  await app.get<Edge | undefined>(Edge)?.guard(fastify);
  refuseUnknownPaths(fastify);
  refuseUnreadableQueries(fastify);
  acceptJsonOnly(fastify);
  serveReference(fastify, () => app.get(Reference).shown(app));
  for (const strategy of app.get(Transports).strategies) app.connectMicroservice({ strategy });
  await app.init();
  await app.startAllMicroservices();
  await fastify.ready();
  // After the bootstrap hooks: only then does the command bus have its handlers.
  app.get(CommandJobs).start();
  await app.get(StartupTasks).run();
}

// An entrance counts the proxies in front of it; a service knows its gateways by their networks.
function trustedBy({ SUGANG_TRUSTED_PROXIES: proxies, SUGANG_GATEWAYS: gateways }: TrustSettings): TrustedPeers {
  return proxies === undefined && gateways ? peersWithin(gateways) : nearestPeers(proxies ?? 0);
}
type TrustSettings = CoreSettings & { SUGANG_TRUSTED_PROXIES?: number };

async function closeStores(app: NestFastifyApplication): Promise<void> {
  await app.close();
  await app.get(Shutdown).run('store');
}

// The router's own refusals: a malformed escape in the path, or a path parameter too long to name anything.
const refusalOf = ({ code }: Error & { code?: string }): HttpProblem =>
  code === 'FST_ERR_BAD_URL'
    ? invalidRequest([{ pointer: '/path', detail: 'has a malformed escape' }])
    : new HttpProblem('NOT_FOUND', 'There is nothing at this address.');
