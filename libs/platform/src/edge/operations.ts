import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  RECENT_EVENTS_PATH,
  RecentEventPage,
  ServiceReports,
  SERVICES_PATH,
  type ServiceName,
  type ServiceReport,
} from '#contracts';
import { bearerToken, type Tokens } from '../auth/tokens.js';
import { HttpProblem } from '../http/http-problem.js';
import type { ProblemFilter } from '../http/problems.js';
import { pageOfEvents } from '../operations/operations.controller.js';
import { withTimeout } from '../time/with-timeout.js';

export interface ServiceResponse {
  status: number;
  body: string;
}

export interface OperationsParts {
  tokens: Tokens;
  filter: ProblemFilter;
  services: readonly ServiceName[];
  notInstalled?: readonly ServiceName[];
  /** The report of the process that serves this, if it is a service of its own. */
  own?: () => Promise<ServiceReport>;
  ask(service: ServiceName, request: FastifyRequest): Promise<ServiceResponse>;
}

const TIMEOUT_MS = 2_000;
const DEFAULT_LIMIT = 20;

/** Serves to admins what all services report about themselves, as one response. */
export function serveOperations(fastify: FastifyInstance, parts: OperationsParts): void {
  const answerTo =
    (gather: (request: FastifyRequest) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        await requireAdmin(request, parts.tokens);
        const body = await gather(request);
        return await reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(body);
      } catch (error) {
        if (!(error instanceof Refused)) return parts.filter.answer(error, request, reply);
        return reply.code(error.response.status).type('application/problem+json').send(error.response.body);
      }
    };
  fastify.get(
    SERVICES_PATH,
    answerTo((request) => reportsOf(request, parts)),
  );
  fastify.get(
    RECENT_EVENTS_PATH,
    answerTo((request) => eventsOf(request, parts)),
  );
}

/** A response that is every service's alike, such as 400 for an invalid query. */
class Refused extends Error {
  constructor(readonly response: ServiceResponse) {
    super(`a service refused the request with ${response.status}`);
  }
}

async function requireAdmin({ headers }: FastifyRequest, tokens: Tokens): Promise<void> {
  const { role } = await tokens.verify(bearerToken(headers.authorization));
  if (role !== 'admin') throw new HttpProblem('FORBIDDEN');
}

async function reportsOf(request: FastifyRequest, parts: OperationsParts): Promise<ServiceReports> {
  const { own, notInstalled = [] } = parts;
  const others = parts.services.map(async (service): Promise<ServiceReport> => {
    const reports = await read(service, request, parts, (body) => ServiceReports.parse(body));
    return reports?.items[0] ?? { service, state: 'AWAY' };
  });
  const absent = notInstalled.map((service): ServiceReport => ({ service, state: 'NOT_INSTALLED' }));
  return { items: [...(await Promise.all([...(own ? [own()] : []), ...others])), ...absent] };
}

async function eventsOf(request: FastifyRequest, parts: OperationsParts): Promise<unknown> {
  const pages = await Promise.all(
    parts.services.map((service) => read(service, request, parts, (body) => RecentEventPage.parse(body))),
  );
  const { limit = DEFAULT_LIMIT } = request.query as { limit?: string };
  const events = pages.flatMap((page) => page?.items ?? []);
  return pageOfEvents(
    events,
    Number(limit),
    pages.some((page) => (page?.next ?? null) !== null),
  );
}

/** Undefined if the service does not respond, or not as expected. @throws Refused for a client error */
async function read<Body>(
  service: ServiceName,
  request: FastifyRequest,
  parts: OperationsParts,
  parse: (body: unknown) => Body,
): Promise<Body | undefined> {
  try {
    const response = await withTimeout(parts.ask(service, request), TIMEOUT_MS, `${service} did not answer in time`);
    if (response.status === 400) throw new Refused(response);
    return response.status === 200 ? parse(JSON.parse(response.body)) : undefined;
  } catch (error) {
    if (error instanceof Refused) throw error;
    return undefined;
  }
}
