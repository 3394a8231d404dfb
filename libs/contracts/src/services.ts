import { eventNames, type EventName } from './events/catalog.js';
import { routingKeyOf } from './events/envelope.js';
import { PAYMENT_RPC_QUEUE } from './rpc/charge.js';

export type Aggregate = EventName extends infer Name ? (Name extends `${infer A}.${string}` ? A : never) : never;

/** A path that the gateway forwards to a service, and how it waits and retries there. */
export interface ServiceRoute {
  /** `{…}` is any one segment; `/**` is this path and everything below it. With a method in front: that method only. */
  path: `/${string}` | `POST /${string}`;
  /** When the response arrives: promptly unless stated, after a payment, or as a stream without an end. */
  answer?: 'after a payment' | 'as a stream';
  /** What may be sent again on a new connection: also a POST with an `Idempotency-Key`, unless only the method decides. */
  again?: 'by method alone';
}

/** Everything that the rest of the repository needs to know about a service. All fields are required: a new service states all of them. */
export interface ServiceManifest {
  /** HTTP port in the distributed mode. */
  port: number;
  /** Public paths. `/internal` is never public. */
  routes: readonly ServiceRoute[];
  /** `relational`: a schema `sugang_<service>`; `views`: My Page's read model; `provider-ledger`: the simulated provider's schema. */
  stores: readonly ('relational' | 'views' | 'provider-ledger')[];
  /** Consumers at the event exchange; each has a durable queue of its own with retry and parking. */
  consumers: readonly string[];
  rpcQueues: readonly string[];
  publishes: readonly Aggregate[];
  /** Events that its policies react to; `lecture.*` is every event of a lecture. */
  consumes: readonly (EventName | `${Aggregate}.*`)[];
  /** The consumed events with an effect that a re-published state does not restore; a lost one must be published again. */
  reactsTo: readonly (EventName | `${Aggregate}.*`)[];
  optional: boolean;
}

const statesOfLectures = ['lecture.opened', 'lecture.changed', 'lecture.canceled', 'lecture.closed'] as const;

/** The services and the gateway: the only list of them. */
export const services = {
  registration: {
    port: 8081,
    routes: [
      { path: '/api/v1/availability' },
      { path: '/api/v1/time' },
      { path: '/api/v1/admin/registrations/**' },
      { path: '/api/v1/admin/lectures/{id}/registrations' },
      { path: '/api/v1/admin/lectures/{id}/statistics' },
      { path: '/api/v1/admin/lectures/{id}/audit' },
      { path: '/api/v1/lectures/{id}/availability' },
      { path: '/api/v1/lectures/{id}/seats' },
      { path: '/api/v1/lectures/{id}/availability/stream', answer: 'as a stream' },
      { path: 'POST /api/v1/registrations', answer: 'after a payment' },
      { path: 'POST /api/v1/registrations/{id}/payment', answer: 'after a payment' },
      { path: '/api/v1/registrations/**' },
    ],
    stores: ['relational'],
    consumers: ['registration'],
    rpcQueues: [],
    publishes: ['registration'],
    consumes: [...statesOfLectures, 'payment.completed', 'payment.declined'],
    reactsTo: ['payment.completed', 'payment.declined'],
    optional: false,
  },
  payment: {
    port: 8082,
    routes: [{ path: '/api/v1/payments/**' }],
    stores: ['relational', 'provider-ledger'],
    consumers: ['payment'],
    rpcQueues: [PAYMENT_RPC_QUEUE],
    publishes: ['payment'],
    consumes: ['registration.canceled', 'registration.expired', 'registration.declined', 'registration.changed'],
    reactsTo: ['registration.canceled', 'registration.expired', 'registration.declined', 'registration.changed'],
    optional: false,
  },
  lecture: {
    port: 8083,
    routes: [{ path: '/api/v1/lectures/**' }, { path: '/api/v1/admin/lectures/**' }],
    stores: ['relational'],
    consumers: ['lecture'],
    rpcQueues: [],
    publishes: ['lecture'],
    consumes: ['registration.*', 'account.*'],
    reactsTo: [],
    optional: false,
  },
  mypage: {
    port: 8084,
    routes: [
      { path: '/api/v1/mypage/stream', answer: 'as a stream' },
      { path: '/api/v1/mypage/**' },
      { path: '/api/v1/admin/lectures/{id}/cancellation' },
    ],
    stores: ['views'],
    consumers: ['mypage', 'mypage-rebuild'],
    rpcQueues: [],
    publishes: [],
    consumes: [...statesOfLectures, 'registration.*', 'payment.*', 'account.*'],
    reactsTo: [],
    optional: false,
  },
  notification: {
    port: 8085,
    routes: [
      { path: '/api/v1/mypage/notifications/**' },
      { path: '/api/v1/mypage/notification-preferences/**' },
      { path: '/api/v1/notifications/**' },
    ],
    stores: ['relational'],
    consumers: ['notification'],
    rpcQueues: [],
    publishes: [],
    consumes: ['registration.*', 'payment.refunded', 'payment.canceled', 'lecture.*', 'account.*'],
    reactsTo: [
      'registration.*',
      'payment.refunded',
      'payment.canceled',
      'lecture.changed',
      'lecture.canceled',
      'lecture.announced',
    ],
    optional: true,
  },
  identity: {
    port: 8086,
    routes: [
      { path: 'POST /api/v1/auth/sign-up' },
      { path: '/api/v1/auth/**', again: 'by method alone' },
      { path: '/api/v1/admin/accounts/**' },
      { path: '/api/v1/admin/parked-messages/**' },
      { path: '/api/v1/admin/simulated-provider' },
      { path: '/api/v1/admin/audit' },
      { path: '/.well-known/**' },
      { path: '/oauth/**', again: 'by method alone' },
    ],
    stores: ['relational'],
    consumers: ['identity'],
    rpcQueues: [],
    publishes: ['account'],
    consumes: [],
    reactsTo: [],
    optional: false,
  },
  gateway: {
    port: 8080,
    routes: [],
    stores: [],
    consumers: [],
    rpcQueues: [],
    publishes: [],
    consumes: [],
    reactsTo: [],
    optional: false,
  },
} as const satisfies Record<string, ServiceManifest>;

export type ProcessName = keyof typeof services;
export type ServiceName = Exclude<ProcessName, 'gateway'>;
export type RelationalService = {
  [Name in ProcessName]: 'relational' extends (typeof services)[Name]['stores'][number] ? Name : never;
}[ProcessName];

export type Publisher = {
  [Name in ServiceName]: [(typeof services)[Name]['publishes'][number]] extends [never] ? never : Name;
}[ServiceName];

export const processNames = Object.keys(services) as ProcessName[];
export const serviceNames = processNames.filter((name): name is ServiceName => name !== 'gateway');
export const relationalServices = processNames.filter((name): name is RelationalService =>
  manifestOf(name).stores.includes('relational'),
);

export const servicePorts = Object.fromEntries(processNames.map((name) => [name, services[name].port])) as {
  readonly [Name in ProcessName]: (typeof services)[Name]['port'];
};

export function manifestOf(name: ProcessName): ServiceManifest {
  return services[name];
}

export const eventsOf = <A extends Aggregate>(aggregate: A) =>
  eventNames.filter((name) => aggregateOf(name) === aggregate) as Extract<EventName, `${A}.${string}`>[];

export const publishedBy = (name: ProcessName): EventName[] =>
  eventNames.filter((event) => manifestOf(name).publishes.includes(aggregateOf(event)));

export const consumedBy = (name: ProcessName): EventName[] => named(manifestOf(name).consumes);

/** The consumed events with an effect that a re-published state does not restore. */
export const reactedToBy = (name: ProcessName): EventName[] => named(manifestOf(name).reactsTo);

const named = (patterns: ServiceManifest['consumes']): EventName[] =>
  eventNames.filter((event) => patterns.some((each) => each === event || each === `${aggregateOf(event)}.*`));

const ADDRESSED = /^(?:resync|republish|resync-finished|rebuild-requested)\.([a-z-]+)\./;

/** The services whose queues are bound to a routing key: those that react to an event, or the one that a control message addresses. */
export function receiversOf(routingKey: string): ServiceName[] {
  const [, addressed] = ADDRESSED.exec(routingKey) ?? [];
  return serviceNames.filter((name) =>
    addressed === undefined
      ? consumedBy(name).some((event) => routingKeyOf(event) === routingKey)
      : manifestOf(name).consumers.includes(addressed),
  );
}

export const publishers = serviceNames.filter((name): name is Publisher => manifestOf(name).publishes.length > 0);

export const sourceOf = (event: EventName): string => sources[aggregateOf(event)];

const sources = Object.fromEntries(
  serviceNames.flatMap((name) => manifestOf(name).publishes.map((aggregate) => [aggregate, name])),
) as Record<Aggregate, Publisher>;

function aggregateOf(event: EventName): Aggregate {
  return event.slice(0, event.indexOf('.')) as Aggregate;
}
