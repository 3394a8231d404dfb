import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant, open, singleLine, SubjectId } from './values.js';

/** Paths that every service answers about itself; the edge sends one response for all of them. */
export const SERVICES_PATH = '/api/v1/admin/services';
export const RECENT_EVENTS_PATH = '/api/v1/admin/events';

export const isAnsweredByAll = (path: string): boolean => path === SERVICES_PATH || path === RECENT_EVENTS_PATH;

export const ServiceState = z.enum(['READY', 'NOT_READY', 'AWAY', 'NOT_INSTALLED']).meta({
  id: 'ServiceState',
  description:
    '`READY`: all checks pass. `NOT_READY`: a check fails, or the service is shutting down. `AWAY`: the service did not respond in time. `NOT_INSTALLED`: this installation does not have it.',
});
export type ServiceState = z.infer<typeof ServiceState>;

export const BreakerState = z.enum(['CLOSED', 'HALF_OPEN', 'OPEN']).meta({
  id: 'BreakerState',
  description: '`CLOSED`: calls pass. `OPEN`: calls are refused. `HALF_OPEN`: one call tests whether it can close.',
});

export const DependencyCalls = z
  .object({
    dependency: z.string().meta({ description: 'The service that is called.', example: 'payment' }),
    breaker: open(BreakerState),
    limit: z.int().min(0).describe('Current limit of concurrent calls; it adapts to the response times.'),
    inProgress: z.int().min(0).describe('Calls in progress.'),
    waiting: z.int().min(0).describe('Calls that wait for a free place.'),
  })
  .meta({ id: 'DependencyCalls', description: 'The calls of one process to another service.' });
export type DependencyCalls = z.infer<typeof DependencyCalls>;

export const ServiceReport = z
  .object({
    service: z.string().meta({ description: 'Name of the service.', example: 'registration' }),
    state: open(ServiceState),
    instance: z.string().optional().describe('Identifies the process that answered: one of several replicas.'),
    version: z.string().optional().describe('Version of the running build.'),
    startedAt: Instant.optional().describe('When the process started.'),
    checks: z
      .array(
        z.object({
          name: z.string().meta({ description: 'What is checked.', example: 'store' }),
          passes: z.boolean().describe('Whether the check passes.'),
        }),
      )
      .optional()
      .describe('The readiness checks.'),
    outbox: z
      .object({
        pending: z.int().min(0).describe('Events that are not published yet.'),
        oldestAt: Instant.nullable().describe('When the oldest of them was stored; null if there is none.'),
      })
      .optional()
      .describe('Events that wait to be published. Absent if the service has no outbox, or it cannot be read now.'),
    queue: z
      .object({
        waiting: z.int().min(0).describe('Messages that wait to be consumed.'),
        consumers: z.int().min(0).describe('Processes that consume.'),
        parked: z.int().min(0).describe('Parked messages.'),
      })
      .optional()
      .describe('The queue of the service. Absent if it has none, or the broker cannot be reached now.'),
    lag: z
      .object({
        seconds: z.number().min(0).describe('Seconds from the event to its effect in this process.'),
        at: Instant.describe('When that was.'),
      })
      .optional()
      .describe('Lag of the last consumed event. Absent until this process has consumed one.'),
    calls: z.array(DependencyCalls).optional().describe('Calls to other services that have a circuit breaker.'),
  })
  .meta({ id: 'ServiceReport', description: 'The state of one service, as one of its processes reports it.' });
export type ServiceReport = z.infer<typeof ServiceReport>;

export const ServiceReports = z
  .object({ items: z.array(ServiceReport).describe('The services.') })
  .meta({ id: 'ServiceReports', description: 'The state of the services.' });
export type ServiceReports = z.infer<typeof ServiceReports>;

export const RecentEvent = z
  .object({
    id: Id.describe('Id of the event.'),
    service: z.string().meta({ description: 'The service that published it.', example: 'registration' }),
    name: z.string().meta({ description: 'Its routing key.', example: 'registration.confirmed.v1' }),
    subject: z.string().describe('Id of the aggregate that changed.'),
    sequence: z.int().min(1).describe('Version of the aggregate after the change.'),
    time: Instant.describe('When the change happened.'),
    correlationId: z.string().describe('The request that caused it.'),
    publishedAt: Instant.nullable().describe('When the broker confirmed it; null while it is in the outbox.'),
  })
  .meta({ id: 'RecentEvent', description: 'An event without its data.' });
export type RecentEvent = z.infer<typeof RecentEvent>;

export const RecentEventPage = page('RecentEventPage', RecentEvent);
export const RecentEventsQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type RecentEventsQuery = z.infer<typeof RecentEventsQuery>;

export const ParkedMessageId = z
  .string()
  .min(3)
  .max(300)
  .meta({ description: 'Id of the parked message.', example: 'mypage:0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01' });

export const ParkedMessageSummary = z
  .object({
    id: ParkedMessageId,
    consumer: z.string().meta({ description: 'The consumer that could not process it.', example: 'mypage' }),
    routingKey: z.string().meta({ description: 'Its routing key.', example: 'registration.confirmed.v1' }),
    attempts: z.int().min(0).describe('Failed attempts to process it.'),
    reason: z.string().describe('Why the last attempt failed.'),
    parkedAt: Instant.describe('When it was parked.'),
  })
  .meta({ id: 'ParkedMessage', description: 'A message that could not be consumed and waits for an operator.' });
export type ParkedMessageSummary = z.infer<typeof ParkedMessageSummary>;

export const ParkedMessageList = z
  .object({
    items: z.array(ParkedMessageSummary).describe('The oldest parked messages, at most 100.'),
    complete: z.boolean().describe('Whether these are all parked messages.'),
  })
  .meta({ id: 'ParkedMessageList', description: 'Parked messages, the oldest first.' });
export type ParkedMessageList = z.infer<typeof ParkedMessageList>;

export const ShownParkedMessage = ParkedMessageSummary.extend({
  headers: z.record(z.string(), z.string()).describe('Its headers.'),
  body: z.string().describe('Its content, which may contain personal data.'),
}).meta({ id: 'ShownParkedMessage', description: 'A parked message with its content.' });
export type ShownParkedMessage = z.infer<typeof ShownParkedMessage>;

export const OperatorReason = z.strictObject({ reason: singleLine(1, 500).describe('Why, for the audit log.') }).meta({
  id: 'OperatorReason',
  description: 'Why an operator acts.',
  example: { reason: 'The fault is corrected in release 1.4.' },
});
export type OperatorReason = z.infer<typeof OperatorReason>;

export const OperatorActionName = z
  .enum([
    'PARKED_MESSAGE_SHOWN',
    'PARKED_MESSAGE_REPLAYED',
    'PARKED_MESSAGE_DROPPED',
    'SIMULATED_PROVIDER_CHANGED',
    'ACCOUNT_CREATED',
    'ACCOUNT_CHANGED',
  ])
  .meta({ id: 'OperatorActionName', description: 'What an operator did.' });
export type OperatorActionName = z.infer<typeof OperatorActionName>;

export const OperatorActionOutcome = z.enum(['STARTED', 'DONE', 'FAILED']).meta({
  id: 'OperatorActionOutcome',
  description:
    '`STARTED`: recorded before the action; if it remains, the process ended during the action, which may have taken effect. `DONE`: it took effect. `FAILED`: it was refused or failed.',
});
export type OperatorActionOutcome = z.infer<typeof OperatorActionOutcome>;

export const OperatorAction = z
  .object({
    id: Id.describe('Id of the entry.'),
    at: Instant.describe('When the action began.'),
    adminId: SubjectId.describe('Id of the account that acted.'),
    adminName: z.string().meta({ description: 'Its name at that time.', example: 'Admin' }),
    action: open(OperatorActionName),
    subject: z
      .string()
      .describe('What it concerned: the id of the parked message or account, or the simulated provider.'),
    reason: z.string().nullable().describe('Why; null where the action asks for no reason.'),
    details: z.record(z.string(), z.unknown()).describe('What was changed, by field.'),
    outcome: open(OperatorActionOutcome),
  })
  .meta({ id: 'OperatorAction', description: 'An entry of the audit log.' });
export type OperatorAction = z.infer<typeof OperatorAction>;

export const OperatorActionPage = page('OperatorActionPage', OperatorAction);
export const OperatorActionsQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type OperatorActionsQuery = z.infer<typeof OperatorActionsQuery>;

const Milliseconds = z.int().min(0).max(60_000);
const latency = {
  fromMs: Milliseconds.describe('Shortest duration in milliseconds.'),
  toMs: Milliseconds.describe('Longest duration in milliseconds.'),
};
const DURATION = 'How long a call takes: a random duration in this range.';

/** The behavior of the simulated payment provider. */
export const SimulatedProviderState = z
  .object({
    latency: z.object(latency).describe(DURATION),
    failureRate: z.number().min(0).max(1).describe('Share of the calls that fail.'),
    down: z.boolean().describe('Whether every call fails at once.'),
  })
  .meta({ id: 'SimulatedProvider', description: 'How the simulated payment provider behaves.' });
export type SimulatedProviderState = z.infer<typeof SimulatedProviderState>;

export const ChangeSimulatedProvider = z
  .strictObject({
    ...SimulatedProviderState.shape,
    latency: z
      .strictObject(latency)
      .refine(({ fromMs, toMs }) => fromMs <= toMs, 'must not end before it begins')
      .describe(DURATION),
    ...OperatorReason.shape,
  })
  .meta({
    id: 'ChangeSimulatedProvider',
    description: 'How the simulated payment provider behaves from now on, until the next start.',
    example: {
      latency: { fromMs: 2000, toMs: 2000 },
      failureRate: 0,
      down: false,
      reason: 'Demonstration of the circuit breaker.',
    },
  });
export type ChangeSimulatedProvider = z.infer<typeof ChangeSimulatedProvider>;
