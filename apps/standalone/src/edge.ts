import type { Server } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type InjectOptions } from 'fastify';
import { serviceNames, serviceOf, type ServiceName } from '#contracts';
import {
  answerClientError,
  attachRequestContext,
  completeDocument,
  compressReads,
  connectionLimitsOf,
  countClosed,
  Edge,
  factsOf,
  guardedServer,
  hasNoRoute,
  LECTURE_LIST,
  Log,
  ManagementServer,
  mergeMetrics,
  Metrics,
  nearestPeers,
  pathOf,
  ProblemFilter,
  Problems,
  rejectAmbiguousPaths,
  rejectMissingHost,
  rejectRepeatedHeaders,
  rejectUnsupportedExpect,
  sendWithAvailability,
  serveEvents,
  serveOperations,
  serveProblems,
  serveReference,
  servePages,
  sharedTokens,
  varyOf,
  withTimeout,
  type ManagementPages,
  type SigningKeys,
} from '#platform';
import { DEMO_PASSWORD } from '../../identity/src/identity.module.js';
import type { Services } from './services.js';
import type { StandaloneSettings } from './settings.js';

const DEMO_ACCOUNTS = ['mina', 'park', 'admin'].map((name) => ({
  email: `${name}@sugang.dev`,
  password: DEMO_PASSWORD,
}));

export interface EdgeServers {
  server: Server;
  management: ManagementServer;
}

export async function edgeServers(
  settings: StandaloneSettings,
  keys: SigningKeys,
  services: Services,
): Promise<EdgeServers> {
  const log = Log.open({ service: 'standalone', level: settings.LOG_LEVEL });
  const metrics = new Metrics('standalone');
  const edge = new Edge({
    ...{ settings, tokens: sharedTokens(keys, settings), log, metrics },
    provisionAccount: (token) => provisionAccount(services, token),
  });
  const filter = new ProblemFilter(new Problems(log), log);
  const { forward, reject } = forwarding(services);
  const own = fastify({
    trustProxy: nearestPeers(settings.SUGANG_TRUSTED_PROXIES),
    frameworkErrors: (_error, request, reply) => reject(request, reply),
  });
  own.setErrorHandler<Error>((error, request, reply) => filter.answer(error, request, reply));
  attachRequestContext(own);
  rejectMissingHost(own);
  rejectRepeatedHeaders(own);
  rejectAmbiguousPaths(own);
  await edge.guard(own);
  await compressReads(own);
  own.addHook('onRequest', (request, reply, done) => (hasNoRoute(request) ? forward(request, reply) : done()));
  const pages = managementPages(services, metrics);
  serveOwnRoutes(own, settings, pages);
  serveLectureList(own, settings, services, log);
  serveOperations(own, {
    tokens: sharedTokens(keys, settings),
    filter,
    services: serviceNames,
    ask: async (service, request) => {
      const { authorization, 'accept-language': language } = request.headers;
      const headers = { ...(authorization && { authorization }), ...(language && { 'accept-language': language }) };
      const answer = await services.get(service)!.fastify.inject({ method: 'GET', url: request.url, headers });
      return { status: answer.statusCode, body: answer.payload };
    },
  });
  await own.ready();
  const server = guardedServer(
    (request, response) => own.routing(request, response),
    connectionLimitsOf(settings),
    countClosed(() => metrics),
  );
  server.on('clientError', answerClientError).on('close', () => edge.close());
  rejectUnsupportedExpect(server);
  return { server, management: new ManagementServer(pages, log, settings) };
}

function forwarding(services: Services) {
  const [first] = services.values();
  const reject = (request: FastifyRequest, reply: FastifyReply, service = first): void => {
    reply.hijack();
    service?.handle(request.raw, reply.raw);
  };
  const forward = (request: FastifyRequest, reply: FastifyReply): void => {
    request.raw.headers['x-correlation-id'] = factsOf(request).context.correlationId;
    for (const [header, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(header, value!);
    const name = serviceOf(pathOf(request.url));
    reject(request, reply, name && services.get(name));
  };
  return { forward, reject };
}

async function provisionAccount(services: Services, token: string): Promise<number> {
  const request = { method: 'GET', url: '/api/v1/auth/me', headers: { authorization: `Bearer ${token}` } } as const;
  return (await services.get('identity')!.fastify.inject(request)).statusCode;
}

const PASSED_TO_LECTURE = ['accept-language', 'authorization', 'traceparent'];

/** The only response that the edge changes: it adds the availability from registration. */
function serveLectureList(own: FastifyInstance, settings: StandaloneSettings, services: Services, log: Log): void {
  const ask = (name: ServiceName, url: string, headers: InjectOptions['headers']) =>
    services.get(name)!.fastify.inject({ method: 'GET', url, headers });
  own.get(LECTURE_LIST, async (request, reply) => {
    const correlation = { 'x-correlation-id': factsOf(request).context.correlationId };
    const passed = PASSED_TO_LECTURE.filter((name) => request.headers[name] !== undefined);
    const headers = Object.fromEntries(passed.map((name) => [name, request.headers[name]]));
    const page = await ask('lecture', request.url, { ...headers, ...correlation });
    const { connection: _ofLecture, ...endToEnd } = page.headers;
    const vary = varyOf(reply.getHeader('vary'), page.headers.vary ?? '');
    void reply.code(page.statusCode).headers({ ...endToEnd, ...(vary && { vary }) });
    await sendWithAvailability(request, reply, page.payload, async (service, path) => {
      const answer = ask(service, path, correlation).then(({ payload }) => payload);
      const message = `${service} did not answer in time`;
      return withTimeout(answer, settings.SUGANG_AVAILABILITY_TIMEOUT_MS, message).catch((error: Error) => {
        log.warn('a list of lectures was sent without available seats', { error });
        throw error;
      });
    });
    return reply;
  });
}

function managementPages(services: Services, metrics: Metrics): ManagementPages {
  const all = [...services.values()];
  return {
    ready: async () => {
      const reports = await Promise.all(all.map(async (service) => [service.name, await service.ready()] as const));
      const ready = reports.every(([, report]) => report.ready);
      return { ready, report: { status: ready ? 'ok' : 'error', services: Object.fromEntries(reports) } };
    },
    metrics: async () => ({
      type: metrics.contentType,
      text: await mergeMetrics([metrics, ...all.map((service) => service.metrics)]),
    }),
  };
}

function serveOwnRoutes(own: FastifyInstance, settings: StandaloneSettings, pages: ManagementPages): void {
  servePages(own, settings);
  serveEvents(own);
  serveProblems(own);
  serveReference(own, completeDocument(settings), settings.SUGANG_DEMO ? DEMO_ACCOUNTS : undefined);
  own.get('/health/live', () => ({ status: 'ok' }));
  own.get('/health/startup', () => ({ status: 'ok' }));
  own.get('/health/ready', async (_request, reply) => {
    const { ready, report } = await pages.ready();
    return reply.code(ready ? 200 : 503).send(report);
  });
}
